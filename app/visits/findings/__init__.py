"""A dealer's findings: what they say, and closing one by hand."""
