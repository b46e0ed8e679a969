"""The desk: what a rep lives in, and the pages that a buyer sees. The pipeline decides, these pages show and ask."""
