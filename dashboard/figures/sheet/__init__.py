"""What a sheet for a briefing is made of: its data, its layouts, and a pure function for each part drawn on it."""
