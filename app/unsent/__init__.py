"""What is on a phone only: the page that lists it, filled in by the phone; the server knows none of it."""
