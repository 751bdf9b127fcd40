"""Who may come in, what they may do, and what is refused before anything else looks at it."""
