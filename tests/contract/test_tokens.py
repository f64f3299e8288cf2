"""API tokens, on both databases and over HTTP."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from genkan.server.accounts.service import end_membership
from genkan.server.bootstrap.sample import PROPERTY
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotAllowed, NotFound, NotSignedIn
from genkan.server.platform.operations import (
    ApiScope,
    Grant,
    Relation,
    Role,
    Scope,
    TokenActor,
    authorise,
)
from genkan.server.platform.policy import POLICY
from genkan.server.platform.token_policy import find_token_faults
from genkan.server.tokens.errors import TokenEndUnfit, TokensFull
from genkan.server.tokens.service import (
    TOKEN_LIMIT,
    CreateToken,
    IdentifyToken,
    ListTokens,
    RevokeToken,
    TokenMade,
    list_token_names,
)
from genkan.server.tokens.spelling import PREFIX, is_token, make_token
from harness.installation import MovedClock
from harness.street import Street, add_member, add_somebody, add_street
from harness.town import open_town

READ = frozenset({ApiScope.RESIDENTS_READ})


class Desk:
    """A manager of one property, with what they do about tokens."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = MovedClock()
        self.create = CreateToken(database, self.clock)
        self.list = ListTokens(database, self.clock)
        self.revoke = RevokeToken(database, self.clock)
        self.identify = IdentifyToken(database, self.clock)
        self.membership_id = ""

    async def settle(self) -> Street:
        def add(connection: Connection) -> tuple[Street, str]:
            street = add_street(connection)
            person_id = add_somebody(connection)
            self.membership_id = add_member(connection, street, person_id, Role.MANAGER)
            return street, person_id

        self.street, self.person_id = await self.database.write(add)
        self.scope = Scope(person_id=self.person_id, properties=frozenset({self.street.property_id}))
        return self.street

    async def make(self, **change: object) -> TokenMade:
        terms: dict[str, object] = {"name": "予約システム", "scopes": READ, "until": None, **change}
        return await self.create(self.scope, self.street.property_id, **terms)  # type: ignore[arg-type]


@pytest.fixture
async def desk(database: Database) -> Desk:
    made = Desk(database)
    await made.settle()
    return made


async def test_a_token_is_its_property_s_program_by_name_and_never_its_maker(desk: Desk) -> None:
    made = await desk.make()

    actor = await desk.identify(made.text)

    assert (actor.name, actor.property_id, actor.scopes) == ("予約システム", desk.street.property_id, READ)
    scope = authorise(POLICY, "households.list_homes", actor, {"households.list_homes": READ})
    assert scope.person_id is None
    assert scope.token is not None
    assert (scope.token.id, scope.token.name, scope.doer_id) == (made.row.id, "予約システム", made.row.id)
    assert scope.answerable_id == desk.person_id
    names = await desk.database.read(lambda connection: list_token_names(connection, [made.row.id, "-"]))
    assert names == {made.row.id: "予約システム"}


async def test_a_revoked_token_is_refused_at_its_next_request_and_stays_listed_for_a_month(
    desk: Desk,
) -> None:
    made, kept = await desk.make(), await desk.make(name="もう一つ")
    desk.clock.move(1)

    await desk.revoke(desk.scope, made.row.id)

    with pytest.raises(NotSignedIn):
        await desk.identify(made.text)
    await desk.identify(kept.text)
    listed = await desk.list(desk.scope, desk.street.property_id)
    assert {(seen.row.name, seen.is_open) for seen in listed} == {("予約システム", False), ("もう一つ", True)}
    desk.clock.move(31 * 86_400)
    assert [seen.row.name for seen in await desk.list(desk.scope, desk.street.property_id)] == ["もう一つ"]


async def test_a_token_ends_when_it_expires(desk: Desk) -> None:
    made = await desk.make(until=desk.clock.now() + timedelta(hours=1))
    desk.clock.move(3_599)
    await desk.identify(made.text)
    desk.clock.move(1)
    with pytest.raises(NotSignedIn):
        await desk.identify(made.text)
    with pytest.raises(TokenEndUnfit):
        await desk.make(until=desk.clock.now())


async def test_a_token_dies_with_its_maker_s_role(desk: Desk) -> None:
    made = await desk.make()
    desk.clock.move(1)
    await desk.database.write(
        lambda connection: end_membership(connection, desk.membership_id, desk.clock.now())
    )
    with pytest.raises(NotSignedIn):
        await desk.identify(made.text)
    (seen,) = await desk.list(desk.scope, desk.street.property_id)
    assert (seen.is_open, seen.has_maker, seen.maker) == (True, False, "佐藤 花子")


async def test_last_use_is_noted_once_a_minute(desk: Desk) -> None:
    made = await desk.make()

    async def last_used() -> int | None:
        (seen,) = await desk.list(desk.scope, desk.street.property_id)
        at = seen.row.last_used_at
        return None if at is None else round((at - made.row.created_at).total_seconds())

    assert await last_used() is None
    for wait_s, noted in ((0, 0), (59, 0), (1, 60)):
        desk.clock.move(wait_s)
        await desk.identify(made.text)
        assert await last_used() == noted


async def test_tokens_of_another_property_do_not_exist(desk: Desk) -> None:
    made = await desk.make()
    stranger = Scope(person_id="-", properties=frozenset({"-"}))
    with pytest.raises(NotFound):
        await desk.list(stranger, desk.street.property_id)
    with pytest.raises(NotFound):
        await desk.revoke(stranger, made.row.id)
    with pytest.raises(NotFound):
        await desk.create(stranger, desk.street.property_id, name="-", scopes=READ, until=None)
    await desk.identify(made.text)


async def test_a_property_has_no_more_than_fifty(desk: Desk) -> None:
    made = [await desk.make() for _ in range(TOKEN_LIMIT)]
    with pytest.raises(TokensFull):
        await desk.make()
    await desk.revoke(desk.scope, made[0].row.id)
    desk.clock.move(1)
    await desk.make()


def test_a_token_is_known_by_its_prefix_and_its_check_and_no_two_are_alike() -> None:
    made = {make_token() for _ in range(200)}
    assert len(made) == 200
    for text in made:
        assert text.startswith(PREFIX)
        assert text.removeprefix(PREFIX).isalnum()
        assert is_token(text)
        broken = text[:-1] + ("a" if text[-1] != "a" else "b")
        assert not is_token(broken)
    assert not is_token("")
    assert not is_token(PREFIX)


def test_a_token_never_does_more_than_its_maker_may() -> None:
    policy = {"fit.relay": frozenset({Grant(Role.INSTALLER, Relation.PROPERTY)})}
    scopes = {"fit.relay": frozenset(ApiScope)}
    actor = TokenActor(
        token_id="t",
        name="-",
        property_id="sakura",
        made_by="p",
        scopes=frozenset(ApiScope),
        memberships=(),
    )
    with pytest.raises(NotAllowed):
        authorise(policy, "fit.relay", actor, scopes)


def test_an_operation_of_the_staff_says_whether_tokens_may() -> None:
    assert find_token_faults(POLICY) == []
    later = {**POLICY, "doors.melt": frozenset({Grant(Role.MANAGER, Relation.PROPERTY)})}
    assert find_token_faults(later) == ["operation doors.melt is neither open nor closed to API tokens"]
    fewer = {name: grants for name, grants in POLICY.items() if name != "households.move_in"}
    assert find_token_faults(fewer) == ["operation households.move_in is no staff's, so no token's either"]


async def test_over_http_a_token_is_paced_by_itself_and_revoked_at_once(tmp_path: Path) -> None:
    paced = {"GENKAN_RATES_REQUESTS_PER_SECOND": "1", "GENKAN_RATES_REQUEST_BURST": "40"}
    async with open_town(tmp_path, **paced) as town:
        path = f"/api/portal/properties/{PROPERTY}/homes"
        async with town.client("manager", "portal") as manager:
            body = {"name": "予約システム", "scopes": ["residents:read"], "until_ms": None}
            made = (await manager.post(f"/api/portal/properties/{PROPERTY}/tokens", json=body)).json()
            headers = {"authorization": f"Bearer {made['token']}"}
            async with town.client("nobody", "portal") as program:
                answers: list[int] = []
                while not answers or answers[-1] == 200:
                    answers.append((await program.get(path, headers=headers)).status_code)
                assert answers[-1] == 429
                assert len(answers) > 40  # a slow machine pays a second's turn back meanwhile
                other = {"authorization": f"Bearer {town.api_tokens['token-residents:read']}"}
                assert (await program.get(path, headers=other)).status_code == 200
                listed = (await manager.get(f"/api/portal/properties/{PROPERTY}/tokens")).json()["tokens"]
                (seen,) = (token for token in listed if token["token_id"] == made["token_id"])
                assert seen["last_used_ms"] is not None
                assert "token" not in seen
                answer = await manager.delete(f"/api/portal/tokens/{made['token_id']}")
                assert answer.status_code == 204
                refused = await program.get(path, headers=headers)
                assert refused.status_code == 401
                elsewhere = await program.get("/api/app/doors", headers=other)
                assert elsewhere.status_code == 403
