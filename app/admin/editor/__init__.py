"""The checklist editor: questions as forms, their preview, and what a new version would change."""
