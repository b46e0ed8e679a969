"""Company documents: text or sheet to model, with line numbers."""
