"""Contracts of the ports: subclass one, give the fixture, inherit the assertions. Every back-end passes them."""
