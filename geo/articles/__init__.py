"""The text of a report to the places it names: finding names, and choosing by what the whole text says."""
