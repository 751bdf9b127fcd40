"""Files that change while the atlas runs: seen, read again, judged, and shown or not."""
