"""Pure functions: answers of the store in, plain dicts for the browser out."""
