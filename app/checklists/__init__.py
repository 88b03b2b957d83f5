"""The checklist: its items as content files, the kinds of answer, and the versions that visits pin."""
