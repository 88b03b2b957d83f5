"""What finished visits sum up to, kept as sums: a row per rep, team and day, and the lots at risk."""
