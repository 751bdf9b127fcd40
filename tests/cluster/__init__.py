"""A cluster of ClickHouse servers on this machine, to see what the atlas says when a part of it dies."""
