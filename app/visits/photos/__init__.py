"""The photos of a visit: its slots, the screen that shows them, and taking uploads in."""
