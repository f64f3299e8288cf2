"""`python -m genkan` is the command `genkan`."""

from genkan.cli import run

run()
