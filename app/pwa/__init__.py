"""Rounds as an app on the phone: installable, and what a visit needs when there is no signal."""
