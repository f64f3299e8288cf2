"""What runs in our processes and pages asks no more of its users than Apache-2.0 does (docs/adr/0010)."""

import json
import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]

PERMISSIVE = re.compile(
    r"\b(0BSD|Apache|BlueOak|BSD|CC0|ISC|MIT|OFL|PostgreSQL|PSF|Python Software Foundation|Unlicense|Zlib)",
    re.IGNORECASE,
)
RECIPROCAL = re.compile(r"\b[AL]?GPL|GNU|\bMPL|Mozilla|SSPL|BUSL", re.IGNORECASE)
EXCEPTIONS = {"certifi": "MPL-2.0", "fido2": "Copyright (c) 2018 Yubico AB", "gpiod": "LGPL-2.1-or-later"}


def installed_with(extra: str) -> Iterator[Distribution]:
    """Yield what `genkan[extra]` brings into this environment, and what that brings."""
    seen: set[str] = set()
    waiting = [Requirement(f"genkan[{extra}]")]
    while waiting:
        requirement = waiting.pop()
        if requirement.name.lower() in seen:
            continue
        seen.add(requirement.name.lower())
        try:
            found = distribution(requirement.name)
        except PackageNotFoundError:
            continue  # another system's
        if requirement.name != "genkan":
            yield found
        for line in found.requires or ():
            needed = Requirement(line)
            extras = requirement.extras or {""}
            if needed.marker is None or any(needed.marker.evaluate({"extra": name}) for name in extras):
                waiting.append(needed)


def find_licence(package: Distribution) -> str:
    stated = [*package.metadata.get_all("License-Expression", []), *package.metadata.get_all("License", [])]
    classified = [line for line in package.metadata.get_all("Classifier", []) if "License ::" in line]
    return stated[0].split("\n")[0] if stated else "; ".join(classified)


def test_python_packages_are_permissive() -> None:
    packages = {
        package.name: find_licence(package)
        for extra in ("server", "station")
        for package in installed_with(extra)
    }
    assert {"fastapi", "aiohttp", "msgspec"} <= packages.keys()
    unfit = {
        name: licence
        for name, licence in packages.items()
        if EXCEPTIONS.get(name) != licence and (not PERMISSIVE.search(licence) or RECIPROCAL.search(licence))
    }
    assert not unfit


def test_web_packages_that_reach_a_page_are_permissive() -> None:
    locked = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))["packages"]
    shipped = {
        place: package.get("license", "")
        for place, package in locked.items()
        if "node_modules/" in place and not package.get("dev") and not package.get("link")
    }
    assert shipped
    unfit = {
        place: licence
        for place, licence in shipped.items()
        if not PERMISSIVE.search(licence) or RECIPROCAL.search(licence)
    }
    assert not unfit
