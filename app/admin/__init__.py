"""Administration: what an admin sets up, and the log of who changed what."""
