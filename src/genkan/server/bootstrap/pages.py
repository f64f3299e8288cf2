"""The web apps as static pages: hashed assets for ever, everything else asked for anew."""

from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

import genkan
from genkan.server.messages.compose import draw_svg

APPS = {"app": "resident", "portal": "portal"}
FOREVER = "public, max-age=31536000, immutable"  # the name of a hashed file changes with its content
ASK_AGAIN = "no-cache"
MISSING_PAGES = """<!doctype html><meta charset="utf-8"><title>Genkan</title>
<p>画面がまだ作られていません。<code>make setup</code> を実行してください。</p>
<p>The pages are not built yet. Run <code>make setup</code> (or <code>npm run build</code> in web/).</p>
"""


def find_web_dist() -> Path:
    """Give the folder of built pages inside the package."""
    return Path(genkan.__file__).parent / "web_dist"


def mount_pages(app: FastAPI, folder: Path, *, public_url: str) -> None:
    """Serve the resident app below /app/ and the portal below /portal/."""
    get_the_app = draw_svg(f"{public_url}/app/get")

    @app.get("/app/get.svg", include_in_schema=False)
    async def get_qr() -> Response:
        """Draw where a phone gets the app, for the page that a computer shows."""
        return Response(get_the_app, media_type="image/svg+xml", headers={"Cache-Control": ASK_AGAIN})

    @app.get("/", include_in_schema=False)
    async def get_root() -> RedirectResponse:
        return RedirectResponse("/app/")

    for path, name in APPS.items():
        _mount_app(app, f"/{path}", (folder / name).resolve())


def _mount_app(app: FastAPI, path: str, folder: Path) -> None:
    @app.get(path, include_in_schema=False)
    async def get_without_slash() -> RedirectResponse:
        return RedirectResponse(f"{path}/")

    @app.get(path + "/{rest:path}", include_in_schema=False)
    async def get_page(rest: str) -> Response:
        return _respond(folder, rest)


def _respond(folder: Path, rest: str) -> Response:
    index = folder / "index.html"
    if not index.is_file():
        return HTMLResponse(MISSING_PAGES, 503)
    file = (folder / rest).resolve()
    if rest and file.is_file() and file.is_relative_to(folder):
        forever = file.parent == folder / "assets"
        return FileResponse(file, headers={"Cache-Control": FOREVER if forever else ASK_AGAIN})
    if Path(rest).suffix:
        return Response(status_code=404)  # a file that is not there; a path without suffix is a screen
    return FileResponse(index, headers={"Cache-Control": ASK_AGAIN})
