"""All that the company has in one file that any Rounds can take in, and whether all is well here."""
