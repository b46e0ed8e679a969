"""Everything that starts Quote Drafter."""
