"""The stock count of a visit: what its screen lists, reads, warns of and stores."""
