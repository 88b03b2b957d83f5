"""What is private to dealers is not kept for ever: deleting it once its time has passed."""
