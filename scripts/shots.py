"""Take pictures of every screen of the running product, in both languages, themes and sizes.

    make shots               into var/shots/<app>/, with a contact sheet for each app beside them
    make shots ONLY=entries  one part: calls, pages, visits, entries or guides
    make shots PICTURES=1    also the best ones into docs/pictures/ and those of the residents' manual

Starts a server, two door stations and the sample property in a temporary folder, and ends them again.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]  # the windows and programs of the browser tests

from scripts.pictures.acts import photograph_all  # noqa: E402 - found by the line above
from scripts.pictures.album import LANGUAGES, Album, Shot  # noqa: E402
from scripts.pictures.stage import open_stage  # noqa: E402

SHOTS = ROOT / "var/shots"
DOCUMENT_PICTURES = ROOT / "docs/pictures"

CHOSEN = {
    f"{name}-{language}": Shot(app=app, screen=screen, language=language, theme=theme, size=size)
    for language in LANGUAGES
    for name, app, screen, theme, size in (
        ("panel-idle", "panel", "idle", "dark", "portrait"),
        ("panel-talking", "panel", "talking", "dark", "portrait"),
        ("resident-home", "resident", "home", "light", "phone"),
        ("resident-incoming", "resident", "incoming", "light", "phone"),
        ("portal-live", "portal", "live-offline-station", "light", "desktop"),
        ("portal-station", "portal", "guide-station", "light", "desktop"),
        ("portal-new-station", "portal", "guide-new-station", "light", "desktop"),
        ("portal-check", "portal", "guide-check", "light", "phone"),
        ("panel-check", "panel", "check", "dark", "portrait"),
        ("portal-homes", "portal", "guide-homes", "light", "desktop"),
        ("portal-accounts", "portal", "guide-accounts", "light", "desktop"),
        ("portal-events", "portal", "guide-events", "light", "desktop"),
        ("portal-notices", "portal", "guide-notices", "light", "desktop"),
    )
}

MANUAL_PICTURES = ROOT / "web/apps/resident/public/manual"
MANUAL = {  # by the sections of locales/*/manual.json
    MANUAL_PICTURES / f"{section}-{language}.jpg": Shot(
        app="resident", screen=screen, language=language, theme="light", size="phone"
    )
    for language in LANGUAGES
    for section, screen in (("answer", "incoming"), ("open", "home"), ("pin", "pin"), ("keys", "key"))
}


def main() -> None:
    """Take them all."""
    began = time.monotonic()
    wants_documents = os.environ.get("PICTURES") == "1"  # noqa: TID251 - make's own variable
    documents = DOCUMENT_PICTURES if wants_documents else None
    album = Album(folder=SHOTS, documents=documents, chosen=CHOSEN, manual=MANUAL)
    album.clear()
    with (
        tempfile.TemporaryDirectory(prefix="genkan-shots-") as folder,
        sync_playwright() as playwright,
        open_stage(playwright, Path(folder)) as stage,
    ):
        photograph_all(stage, album, only=os.environ.get("ONLY") or None)  # noqa: TID251 - make's own variable
    for sheet in album.write_sheets():
        print(sheet.relative_to(ROOT))
    print(f"{len(album.shots)} pictures in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
