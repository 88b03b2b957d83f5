"""The dealer's page: everything that happened with him, newest first."""
