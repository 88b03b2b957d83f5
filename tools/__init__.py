"""What those who change Rounds run, and nobody else."""
