"""The shapes of the domain: frozen values, no I/O."""
