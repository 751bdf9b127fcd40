"""Several processes that serve one atlas: one of them follows the files, all show the same."""
