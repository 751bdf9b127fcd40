"""Files of any kind to a table of text."""
