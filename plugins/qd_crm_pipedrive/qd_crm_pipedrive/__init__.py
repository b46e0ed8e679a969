"""Quote Drafter: approved quotes become Pipedrive deals."""
