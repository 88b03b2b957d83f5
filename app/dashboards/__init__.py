"""The whole field on one page, for supervisors and admins, and the rows behind each of its numbers."""
