"""A section of the checklist in an open visit: its questions, their controls and their forms."""
