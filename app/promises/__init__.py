"""Promises of both sides: written down, followed up, counted."""
