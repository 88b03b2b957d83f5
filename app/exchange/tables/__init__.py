"""The columns of the tables that are imported and exported, in three languages."""
