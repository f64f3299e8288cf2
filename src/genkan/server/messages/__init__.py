"""Reaching people: the port to their apps. It knows addresses and sessions, not people."""
