"""What stands between the form on the page and the files of events; there only with `--edit`."""
