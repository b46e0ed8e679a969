"""What the embedded extractor knows: mail text, tables, quantities, dates, places."""
