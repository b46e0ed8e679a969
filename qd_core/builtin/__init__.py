"""Shipped providers; they come through the same door as a stranger's."""
