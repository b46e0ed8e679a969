"""A stranger's distribution: what one exporter adds to Quote Drafter, with the public API alone."""
