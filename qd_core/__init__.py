"""Quote Drafter: reads a request for quotation and drafts the quote."""

__version__ = "0.1.0"
