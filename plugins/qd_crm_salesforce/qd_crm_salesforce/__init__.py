"""Quote Drafter: approved quotes become Salesforce opportunities."""
