"""Alembic's entry: the caller hands over an open connection and the lineage to move."""

from alembic import context

config = context.config
lineage: str = config.attributes["lineage"]

context.configure(
    connection=config.attributes["connection"],
    target_metadata=config.attributes.get("metadata"),
    version_table=f"{lineage}_version",
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
