"""The machinery behind the ports, picked whole."""
