"""The HTTP API as it describes itself: beside each answer also the refusal that may come instead."""

import asyncio
import json
from typing import Any  # noqa: TID251 - an OpenAPI document is JSON

from fastapi import FastAPI, Request
from fastapi.responses import Response
from typing_extensions import override

import genkan
from genkan.server.platform.token_policy import TOKEN_SCOPES
from genkan.server.platform.web import PORTAL_PATH, PROBLEM_MEDIA_TYPE, PROBLEM_TYPE

PROBLEM: dict[str, object] = {
    "title": "Problem",
    "description": "Why something was refused (RFC 9457); `detail` is a sentence in the reader's language.",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "pattern": f"^{PROBLEM_TYPE}[a-z0-9-]+$"},
        "title": {"type": "string", "minLength": 1},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "minLength": 1},
        "retry_after_ms": {"type": "integer", "minimum": 0, "description": "when to try again"},
    },
}
TOKEN: dict[str, object] = {
    "type": "http",
    "scheme": "bearer",
    "description": "An API token of a property, made in the portal; an operation's `x-token-scopes` suffice.",
}
REFUSAL: dict[str, object] = {
    "description": "Refused",
    "content": {PROBLEM_MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


class Api(FastAPI):
    """A FastAPI application that tells how it refuses, instead of what FastAPI would have answered."""

    _written: bytes | None = None

    @override
    def setup(self) -> None:
        """Serve the document alone, and not FastAPI's pages about it."""
        self._writing = asyncio.Lock()
        self.add_route("/api/openapi.json", self._get_document, include_in_schema=False)

    @override
    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = _with_refusals(super().openapi())
        return self.openapi_schema

    async def _get_document(self, _: Request) -> Response:
        async with self._writing:
            if self._written is None:
                # Half a second of a fast core: no call waits for that.
                self._written = await asyncio.to_thread(self._write_document)
        return Response(self._written, media_type="application/json")

    def _write_document(self) -> bytes:
        return json.dumps(self.openapi(), ensure_ascii=False, separators=(",", ":")).encode()


def build_api() -> Api:
    """Give an application without operations, which describes itself at /api/openapi.json."""
    return Api(title="Genkan", version=genkan.__version__)


def _with_refusals(document: dict[str, Any]) -> dict[str, Any]:
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):  # ours are problems
        schemas.pop(unused, None)
    schemas["Problem"] = PROBLEM
    components["responses"] = {"Problem": REFUSAL}
    components["securitySchemes"] = {"token": TOKEN}
    for path, methods in document["paths"].items():
        for described in methods.values():
            described["responses"].pop("422", None)
            described["responses"]["default"] = {"$ref": "#/components/responses/Problem"}
            if (scopes := TOKEN_SCOPES.get(described["x-operation"])) and path.startswith(PORTAL_PATH):
                described["security"] = [{"token": []}]
                described["x-token-scopes"] = sorted(scopes)
    for methods in document.get("webhooks", {}).values():
        for described in methods.values():
            described["responses"].pop("422", None)
    return document
