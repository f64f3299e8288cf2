"""The policy table as the mounts use it."""

from collections.abc import Mapping

from genkan.server.platform.operations import Actor, Grant, Role, Scope, authorise
from genkan.server.platform.token_policy import TOKEN_SCOPES


class Policing:
    """Turns an actor into a scope, by the table the server was started with."""

    def __init__(self, policy: Mapping[str, frozenset[Grant]]) -> None:
        self._policy = policy

    def authorise(self, operation: str, actor: Actor) -> Scope:
        """Give the actor's scope in the operation. Raises NotSignedIn or NotAllowed."""
        return authorise(self._policy, operation, actor, TOKEN_SCOPES)

    def list_roles(self, operation: str) -> frozenset[Role]:
        """Give the roles that may use the operation."""
        return frozenset(grant.role for grant in self._policy[operation])
