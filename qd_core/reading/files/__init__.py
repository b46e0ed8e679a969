"""Reading attached files: each format's own text and tables, within limits that hostile files cannot pass."""
