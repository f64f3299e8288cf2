"""The HTTP edge: who asks, which operation a route mounts, and errors as problem+json.

FastAPI stays in routes, gateway and here.
"""

import json
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import Annotated, cast

import structlog
from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

import genkan
from genkan.server.platform.audit import AuditBook, open_draft
from genkan.server.platform.audit_policy import NOT_RECORDED
from genkan.server.platform.errors import STATUS_OF_TYPE, BadRequest, DomainError, NotFound, NotSignedIn
from genkan.server.platform.operations import Actor, PersonActor, Scope
from genkan.server.platform.policing import Policing

log = structlog.get_logger()

PROBLEM_TYPE = "urn:genkan:problem:"
PROBLEM_MEDIA_TYPE = "application/problem+json"
LANGUAGES = ("ja", "en")
APPS = ("resident", "portal")
PORTAL_PATH = "/api/portal/"  # what the staff, and their programs, are served
READING = frozenset({"GET", "HEAD"})

Identify = Callable[[Request, str], Awaitable[Actor]]


def cookie_name(app: str) -> str:
    """Give the name of an app's session cookie; `__Host-` binds it to this very origin."""
    return f"__Host-genkan-{app}"


def mounts(operation: str) -> dict[str, object]:
    """Name the operation a route mounts: `@router.get(…, openapi_extra=mounts("access.list_doors"))`."""
    return {"x-operation": operation}


async def _resident(request: Request) -> Actor:
    return await cast("Identify", request.app.state.identify)(request, "resident")


async def _portal(request: Request) -> Actor:
    return await cast("Identify", request.app.state.identify)(request, "portal")


ResidentActor = Annotated[Actor, Depends(_resident)]
PortalActor = Annotated[Actor, Depends(_portal)]


def authorise_route(request: Request, actor: Actor) -> Scope:
    """Give the actor's scope in the operation that this request's route mounts.

    What the staff change from here on is in the audit list: see `platform.audit`.
    """
    route = request.scope["route"]
    operation = cast("str", route.openapi_extra["x-operation"])
    policing = cast("Policing", request.app.state.policing)
    scope = policing.authorise(operation, actor)
    if is_recorded(request.method, request.url.path, operation):
        book = cast("AuditBook", request.app.state.audit)
        open_draft(book, operation, actor, policing.list_roles(operation), request.path_params)
    return scope


def is_recorded(method: str, path: str, operation: str) -> bool:
    """Whether what is asked for leaves a line in the audit list."""
    return path.startswith(PORTAL_PATH) and method not in READING and operation not in NOT_RECORDED


async def _resident_scope(request: Request) -> Scope:
    return authorise_route(request, await _resident(request))


async def _portal_scope(request: Request) -> Scope:
    return authorise_route(request, await _portal(request))


async def _resident_person(request: Request) -> PersonActor:
    actor = await _resident(request)
    authorise_route(request, actor)
    return signed_in(actor)


async def _portal_person(request: Request) -> PersonActor:
    actor = await _portal(request)
    authorise_route(request, actor)
    return signed_in(actor)


# Who may not ask is told so before anything of the request's body is judged.
ResidentScope = Annotated[Scope, Depends(_resident_scope)]
PortalScope = Annotated[Scope, Depends(_portal_scope)]
ResidentPerson = Annotated[PersonActor, Depends(_resident_person)]  # for what is about the asker alone
PortalPerson = Annotated[PersonActor, Depends(_portal_person)]


def signed_in(actor: Actor) -> PersonActor:
    """Give the actor as a person. Raises NotSignedIn."""
    if not isinstance(actor, PersonActor):
        raise NotSignedIn
    return actor


def choose_language(accept_language: str | None) -> str:
    """Give the first of our languages that the reader asks for; Japanese when none."""
    for part in (accept_language or "").split(","):
        tag = part.split(";")[0].strip().lower()
        for language in LANGUAGES:
            if tag == language or tag.startswith(f"{language}-"):
                return language
    return LANGUAGES[0]


def problem_response(request: Request, error: DomainError) -> JSONResponse:
    """Answer with the error as problem+json, in the reader's language."""
    status = STATUS_OF_TYPE[error.type]
    words = problem_words(choose_language(request.headers.get("accept-language")))
    content: dict[str, object] = {
        "type": PROBLEM_TYPE + error.type,
        "title": status.phrase,
        "status": int(status),
        "detail": words.get(error.type, status.phrase),
    }
    headers: dict[str, str] = {}
    if error.retry_after_ms is not None:
        content["retry_after_ms"] = error.retry_after_ms
        headers["Retry-After"] = str(-(-error.retry_after_ms // 1000))
    return JSONResponse(content, status, headers=headers, media_type=PROBLEM_MEDIA_TYPE)


def answer_errors(app: FastAPI) -> None:
    """Make every error of the application a problem+json."""

    @app.exception_handler(DomainError)
    async def _domain(request: Request, error: DomainError) -> JSONResponse:
        return problem_response(request, error)

    @app.exception_handler(RequestValidationError)
    async def _validation(request: Request, error: RequestValidationError) -> JSONResponse:
        log.info("request.unfit", fields=[".".join(map(str, fault["loc"])) for fault in error.errors()])
        return problem_response(request, BadRequest())

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        found = NotFound() if error.status_code in {404, 405} else BadRequest()
        return problem_response(request, found)

    @app.exception_handler(Exception)
    async def _surprise(request: Request, error: Exception) -> JSONResponse:
        log.error("request.failed", path=request.url.path, exc_info=error)
        return problem_response(request, DomainError())


@cache
def problem_words(language: str) -> dict[str, str]:
    """Give the sentence of every problem type in a language."""
    words: dict[str, str] = {}
    for area in ("problem", "portal_problem"):
        words |= json.loads((find_locales() / language / f"{area}.json").read_text(encoding="utf-8"))
    return words


@cache
def find_locales() -> Path:
    """Give the folder of words: inside the installed package, or beside the sources."""
    package = Path(genkan.__file__).parent
    inside = package / "locales"
    return inside if inside.exists() else package.parent.parent / "locales"
