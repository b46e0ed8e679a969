"""Quote Drafter: approved quotes become rows of a Google Sheet."""
