"""The visit: start, answer, count, photograph, finish, correct."""
