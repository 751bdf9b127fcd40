"""Slides of a briefing: their ground, their order on the page, and the native shapes they are made of."""
