"""Quote Drafter: approved quotes become HubSpot deals."""
