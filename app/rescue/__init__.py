"""What a phone could not send, brought in from the file that its rep exported."""
