"""The catalogues as one JSON Schema, from which the web's types are generated.

`python -m genkan.wire.schema` prints it.
"""

import json
import sys

import msgspec

from genkan.wire import app, panel, station
from genkan.wire.frame import Body, Catalogue

CATALOGUES: dict[str, Catalogue] = {
    "app.up": app.UP,
    "app.down": app.DOWN,
    "station.up": station.UP,
    "station.down": station.DOWN,
    "panel.up": panel.UP,
    "panel.down": panel.DOWN,
}


def wire_schema() -> dict[str, object]:
    """Give `$defs` for every body, and `kinds`: catalogue → kind → name of its body."""
    bodies: dict[str, type[Body]] = {}
    for catalogue in CATALOGUES.values():
        for body in catalogue.values():
            known = bodies.setdefault(body.__name__, body)
            if known is not body:
                raise ValueError(f"two bodies share the name {body.__name__}")
    _, components = msgspec.json.schema_components(bodies.values(), ref_template="#/$defs/{name}")
    kinds = {
        name: {kind: body.__name__ for kind, body in catalogue.items()}
        for name, catalogue in CATALOGUES.items()
    }
    return {"$defs": components, "kinds": kinds}


if __name__ == "__main__":
    json.dump(wire_schema(), sys.stdout, indent=2, sort_keys=True, ensure_ascii=False)
    sys.stdout.write("\n")
