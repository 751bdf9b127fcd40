"""Scripts that make `data/gazetteer` and `data/basemap` from public packages; never imported at run time."""
