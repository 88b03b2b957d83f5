"""People: the company, its teams, roles, signing in and out."""
