"""Somebody who was just issued an account, and every way in they have, over a database and a moved clock."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from genkan.server.accounts.issue import AccountPlace, Issued, NewPerson, issue_account
from genkan.server.accounts.opening import Caller, SignedIn
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.proof import Prove, RequestProofCode
from genkan.server.accounts.reset import NewPassword, RequestReset, ResetPassword
from genkan.server.accounts.service import find_person, find_session
from genkan.server.accounts.service import hash_token as hash_of
from genkan.server.accounts.sign_in import Credentials, SignIn
from genkan.server.accounts.sign_in_by_code import CheckResetCode, RequestCode, SignInByCode
from genkan.server.accounts.sign_in_by_link import (
    LookAtLink,
    MakeHandOver,
    RequestLink,
    SignInByHandOver,
    SignInByLink,
)
from genkan.server.bootstrap.places import PropertyPlaces
from genkan.server.messages.compose import Composer
from genkan.server.messages.link import Letter
from genkan.server.messages.repository import list_newest
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import PersonActor, Role
from genkan.server.platform.settings import SignInSettings
from harness.installation import MovedClock

EMAIL, MOBILE = "hanako@example.test", "+819012345678"
UNKNOWN_EMAIL, UNKNOWN_MOBILE = "nobody@example.test", "+819087654321"
HANAKO = NewPerson(given_name="花子", family_name="佐藤", language="ja", email=EMAIL, mobile=MOBILE)
HOME = AccountPlace(role=Role.MASTER, property_id="p1", property_name="さくらハイツ", home_number="101")


def caller(*, app: str = "resident", address: str = "192.0.2.1", device: str | None = None) -> Caller:
    return Caller(app=app, device_label="iPhone · Safari", address=address, device_token=device)


@dataclass(kw_only=True)
class Newcomer:
    """The use cases, the person, and what was mailed and texted."""

    database: Database
    person_id: str = ""
    clock: MovedClock = field(default_factory=MovedClock)
    derivation: Derivation = field(default_factory=lambda: Derivation(b"k" * 32))
    bus: InProcessBus = field(default_factory=InProcessBus)
    checks: PasswordChecks = field(default_factory=lambda: PasswordChecks(threads=1, queue=4))

    def __post_init__(self) -> None:
        places, limits = PropertyPlaces(), SignInSettings()
        pace = RateLimit(per_second=1_000, burst=1_000)
        database, clock, derivation = self.database, self.clock, self.derivation
        self.look_at_link = LookAtLink(database=database, clock=clock, derivation=derivation)
        self.sign_in_by_link = SignInByLink(
            database=database, clock=clock, derivation=derivation, places=places
        )
        self.request_link = RequestLink(database=database, clock=clock, derivation=derivation)
        self.make_hand_over = MakeHandOver(database=database, clock=clock, derivation=derivation)
        self.sign_in_by_hand_over = SignInByHandOver(
            database=database, clock=clock, derivation=derivation, places=places, limits=limits
        )
        self.request_code = RequestCode(database=database, clock=clock, derivation=derivation, pace=pace)
        self.sign_in_by_code = SignInByCode(
            database=database, clock=clock, derivation=derivation, places=places
        )
        self.request_reset = RequestReset(database=database, clock=clock, derivation=derivation, pace=pace)
        self.check_reset_code = CheckResetCode(database=database, clock=clock, derivation=derivation)
        self.reset_password = ResetPassword(
            database=database,
            bus=self.bus,
            clock=clock,
            derivation=derivation,
            checks=self.checks,
            places=places,
            longest_password=20,
        )
        self.sign_in = SignIn(
            database=database,
            clock=clock,
            checks=self.checks,
            places=places,
            limits=limits,
            derivation=derivation,
        )
        self.request_proof_code = RequestProofCode(database=database, clock=clock, derivation=derivation)
        self.prove = Prove(
            database=database, clock=clock, derivation=derivation, checks=self.checks, limits=limits
        )

    async def issue(self, person: NewPerson = HANAKO) -> None:
        """Issue the account."""
        at = self.clock.now()
        issued = await self.database.write(lambda connection: issue_account(connection, person, HOME, at))
        assert isinstance(issued, Issued)
        self.person_id = issued.person_id

    async def letters(self, template: str) -> list[Letter]:
        """Give what was sent with the template, oldest first."""
        composer = Composer(self.derivation, public_url="https://genkan.example", server_id="gk-abc234")
        rows = await self.database.read(lambda connection: list_newest(connection, 200))
        return [composer.compose(row) for row in reversed(rows) if row.template == template]

    async def link(self, template: str = "account") -> str:
        """Give the token of the newest link that was sent; a push of the same template has none."""
        links = [letter.text.partition("#")[2] for letter in await self.letters(template)]
        return [link for link in links if link][-1].split()[0]

    async def first_password(self) -> str:
        """Give the newest account mail's password."""
        letters = await self.letters("account")
        return letters[-1].text.partition("パスワード: ")[2].split()[0]

    async def code(self) -> str:
        """Give the code that was sent last."""
        letters = await self.letters("code")
        return letters[-1].text.partition("確認コード ")[2][:6]

    async def by_password(self, password: str, *, username: str = EMAIL) -> SignedIn:
        return await self.sign_in(Credentials(username=username, password=password, caller=caller()))

    async def by_code(self, code: str, *, mobile: str = MOBILE) -> SignedIn:
        return await self.sign_in_by_code(mobile, code, caller())

    async def choose(self, token: str, password: str = "a new secret") -> SignedIn:
        return await self.reset_password(NewPassword(token=token, password=password, caller=caller()))

    async def username(self) -> str:
        person = await self.database.read(lambda connection: find_person(connection, self.person_id))
        assert person is not None
        return person.username

    async def is_alive(self, signed: SignedIn) -> bool:
        """Whether the session still holds."""

        def find(connection: Connection) -> bool:
            return find_session(connection, hash_of(signed.token), "resident") is not None

        return await self.database.read(find)

    async def actor(self, signed: SignedIn) -> PersonActor:
        """Give the session as use cases know it."""
        session = await self.database.read(
            lambda connection: find_session(connection, hash_of(signed.token), "resident")
        )
        assert session is not None
        return PersonActor(person_id=self.person_id, session_id=session.id, memberships=())
