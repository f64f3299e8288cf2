"""The HTTP mounts of what somebody signed in does with their own account."""

from dataclasses import dataclass

from fastapi import APIRouter, Request

from genkan.server.accounts.proof import Prove, RequestProofCode
from genkan.server.accounts.routes.cookies import address_of
from genkan.server.accounts.schemas import CodeSentOut, ProofIn, TypedDigits
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.web import ResidentActor, authorise_route, mounts, signed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """The use cases mounted here."""

    request_proof_code: RequestProofCode
    prove: Prove


def build_own_router(own: OwnAccount) -> APIRouter:
    """Mount them for the resident app."""
    router = APIRouter(prefix="/api/app/me", tags=["account"])

    @router.post("/proof/code", openapi_extra=mounts("accounts.request_proof_code"))
    async def post_proof_code(request: Request, actor: ResidentActor) -> CodeSentOut:
        """Send the asker a code."""
        authorise_route(request, actor)
        return CodeSentOut.of(await own.request_proof_code(signed_in(actor)))

    @router.post("/proof", openapi_extra=mounts("accounts.prove"), status_code=204)
    async def post_proof(request: Request, actor: ResidentActor, body: ProofIn) -> None:
        """Take password or code again."""
        authorise_route(request, actor)
        person = signed_in(actor)
        if body.password is not None:
            await own.prove.by_password(person, body.password.get_secret_value(), address=address_of(request))
        elif body.code is not None:
            await own.prove.by_code(person, TypedDigits(code=body.code).digits)
        else:
            raise BadRequest

    return router
