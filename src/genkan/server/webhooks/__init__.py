"""Telling other programs what happens in a property."""
