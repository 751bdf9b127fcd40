"""From words to points on a map; knows nothing of the dashboard."""
