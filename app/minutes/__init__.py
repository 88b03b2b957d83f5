"""The minutes: one page in the dealer's language of what was agreed, shared by a link."""
