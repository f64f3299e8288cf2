"""Puts together what other programs may use of a property."""

from fastapi import APIRouter

from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.tokens.routes import build_router
from genkan.server.tokens.service import CreateToken, ListTokens, RevokeToken


def build_tokens(database: Database, clock: Clock) -> APIRouter:
    """Mount what the staff do with API tokens."""
    return build_router(
        list_tokens=ListTokens(database, clock),
        create_token=CreateToken(database, clock),
        revoke_token=RevokeToken(database, clock),
    )
