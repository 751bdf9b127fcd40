"""Names to places: building, normalising, looking up, roads, and placing events; offline."""
