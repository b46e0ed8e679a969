"""Contract classes, fixtures and fakes for plugin authors."""
