"""The plan of a week: which dealers are due on which day, in what order, and who is away."""
