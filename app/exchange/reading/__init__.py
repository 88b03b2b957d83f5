"""Reading files that others made: whatever is wrong with one, it is refused in a sentence."""
