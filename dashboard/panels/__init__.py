"""One file per visible region of the page: `build()` its components, `register(app, …)` its callbacks."""
