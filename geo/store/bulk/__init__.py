"""Tables of any size into a store: in parts that are kept, so that a load that was stopped goes on where it was."""
