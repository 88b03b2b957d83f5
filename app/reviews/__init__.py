"""What supervisors make of finished visits: the queue, decisions on them, comments, comparing two."""
