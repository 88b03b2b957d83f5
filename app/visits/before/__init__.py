"""What a rep reads before the door: Today, how the dealer stands, and the check of himself."""
