"""The floor under the start: the same frameworks imported, one route, served in the same way.

`python -m genkan.bench.floor.stack PORT`
"""

import sys

import alembic.command  # noqa: F401 - the start of the stack is its imports
import sqlalchemy as sa
import sqlalchemy.ext.asyncio
import uvicorn
from fastapi import FastAPI

app = FastAPI()
database = sa.create_engine("sqlite://")


@app.get("/healthz")
async def get_health() -> dict[str, int]:
    """Say that the database answers."""
    with database.connect() as connection:
        return {"answer": connection.execute(sa.select(sa.literal(1))).scalar_one()}


def main() -> None:
    """Serve until ended."""
    uvicorn.run(
        app,
        host="127.0.0.1",
        port=int(sys.argv[1]),
        loop="uvloop",
        http="httptools",
        ws="websockets-sansio",
        access_log=False,
        log_level="error",
    )


if __name__ == "__main__":
    main()
