"""Genkan: a self-hosted cloud intercom for apartment buildings."""

__version__ = "0.1.0"
