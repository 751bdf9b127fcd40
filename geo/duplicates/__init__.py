"""Events that may be one and the same, told twice: found, remembered where they are not, and merged where they are."""
