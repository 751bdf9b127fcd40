"""Text of a report to draft events, for a person to accept."""
