"""The hot sockets of apps and stations, as raw ASGI endpoints."""
