"""The catalog index and the scores behind the exact, alias and fuzzy resolvers."""
