"""One machine's durable machinery: SQLite for what must be consistent, files for what is large."""
