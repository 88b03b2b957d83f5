"""What is on a phone only: the page that lists it. All of it is filled in by the phone; the server knows none of it."""
