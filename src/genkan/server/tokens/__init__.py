"""API tokens of a property."""
