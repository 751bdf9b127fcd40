"""Reviews of articles: drafts that a person accepts, mends or rejects, and what was done with each."""
