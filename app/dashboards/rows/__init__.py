"""The rows behind the numbers of the dashboard: a module a list."""
