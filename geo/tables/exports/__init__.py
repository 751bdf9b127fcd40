"""Events to files of other programs: one small file for each format, and one table of all of them."""
