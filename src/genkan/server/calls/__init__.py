"""Calls from a door station to the devices of a home."""
