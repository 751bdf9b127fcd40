"""What the atlas costs: the store, the server and the browser, from a thousand events to three million."""
