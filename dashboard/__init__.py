"""The face of the atlas: one page, served on this machine."""
