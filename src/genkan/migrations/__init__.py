"""How the databases came to be as they are, shipped with the program.

There are two lineages: `state`, and `journal`, which on SQLite is a file of its own. They know
nothing of the server's code, so that an old step still means what it meant.
"""

from pathlib import Path

FOLDER = Path(__file__).parent

# The newest step of each lineage: a database that has it needs no look at the others.
# `tests/contract/test_migrations.py` holds them to the files.
HEADS = {"state": "0022", "journal": "0004"}
