"""What the shipped gates share: text folded with its offsets, and what of a draft a text may speak of."""
