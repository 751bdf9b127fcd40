"""Dated overlays of `data/layers`: files to checked features and named days, with every refused feature named."""
