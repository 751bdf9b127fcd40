"""The commands of `run.py` that need no page: each file describes its options, calls the rooms, and prints."""
