"""Import and export: spreadsheets in, lists, a dealer's file and everything there is out."""
