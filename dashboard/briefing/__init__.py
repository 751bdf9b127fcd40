"""From a view to a sheet and its files: what was chosen, what the store says, and who renders it."""
