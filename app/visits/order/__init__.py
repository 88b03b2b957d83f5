"""The order screen of a visit: what is suggested, what was agreed, and why they differ."""
