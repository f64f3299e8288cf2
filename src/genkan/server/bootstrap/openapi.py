"""The HTTP API as an OpenAPI document, from which the web's client types are generated.

`python -m genkan.server.bootstrap.openapi` prints it.
"""

import asyncio
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from genkan.server.bootstrap.server import build_server, open_ground
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import read_settings


async def describe_api() -> Mapping[str, object]:
    """Build the server without serving it, and give its OpenAPI document."""
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(environment={"GENKAN_DATA_DIR": folder})
        async with open_ground(settings, load_secrets(Path(folder))) as ground:
            return build_server(ground).api.openapi()


if __name__ == "__main__":
    json.dump(asyncio.run(describe_api()), sys.stdout, indent=2, sort_keys=True, ensure_ascii=False)
    sys.stdout.write("\n")
