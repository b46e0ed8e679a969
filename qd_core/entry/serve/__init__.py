"""`qd serve`: one process with the durable back-end, its workers, the lanes and the desk."""
