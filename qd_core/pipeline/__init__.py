"""What Quote Drafter does, a step a file."""
