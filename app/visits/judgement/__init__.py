"""What follows from what was seen: the rules applied to a visit, and what is kept of it."""
