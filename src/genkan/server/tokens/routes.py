"""The HTTP mounts of API tokens."""

from fastapi import APIRouter

from genkan.server.platform.web import PortalScope, mounts
from genkan.server.tokens.schemas import TokenIn, TokenMadeOut, TokenOut, TokensOut
from genkan.server.tokens.service import CreateToken, ListTokens, RevokeToken


def build_router(
    *, list_tokens: ListTokens, create_token: CreateToken, revoke_token: RevokeToken
) -> APIRouter:
    """Mount the operations on API tokens."""
    router = APIRouter(prefix="/api/portal", tags=["tokens"])

    @router.get("/properties/{property_id}/tokens", openapi_extra=mounts("tokens.list_tokens"))
    async def get_tokens(scope: PortalScope, property_id: str) -> TokensOut:
        """List the API tokens of a property."""
        found = await list_tokens(scope, property_id)
        return TokensOut(tokens=[TokenOut.of(seen) for seen in found])

    @router.post("/properties/{property_id}/tokens", openapi_extra=mounts("tokens.create_token"))
    async def post_token(scope: PortalScope, property_id: str, body: TokenIn) -> TokenMadeOut:
        """Make an API token; it is shown this once."""
        made = await create_token(
            scope, property_id, name=body.name, scopes=body.scopes, until=body.read_until()
        )
        return TokenMadeOut.of(made)

    @router.delete("/tokens/{token_id}", openapi_extra=mounts("tokens.revoke_token"), status_code=204)
    async def delete_token(scope: PortalScope, token_id: str) -> None:
        """End an API token at once."""
        await revoke_token(scope, token_id)

    return router
