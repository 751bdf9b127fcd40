"""Changes to the event files: one row at a time, under a lock, logged, and whole whatever happens."""
