"""Files to validated events and back, with every refused row named."""
