"""Reading what is asked for: every requested item with its quantity, its unit and the place that it was read from."""
