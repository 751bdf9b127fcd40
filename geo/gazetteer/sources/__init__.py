"""Where places come from: the world's index, the project's own table, and dumps and tables that maintainers add."""
