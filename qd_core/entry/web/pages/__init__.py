"""A module a page; each has ``routes``, which the application collects."""
