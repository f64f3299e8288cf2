"""A manager with everything that protects their account, over a database and a moved clock."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from genkan.server.accounts.errors import SecondFactorNeeded
from genkan.server.accounts.opening import Caller, SignedIn
from genkan.server.accounts.passkeys import SignedChallenge
from genkan.server.accounts.passwords import PasswordChecks, hash_password
from genkan.server.accounts.proof import note_proved
from genkan.server.accounts.routes.security import SecondFactors
from genkan.server.accounts.second_step import SecondFactor
from genkan.server.accounts.service import Identify, hash_token
from genkan.server.accounts.sign_in import Credentials, SignIn
from genkan.server.bootstrap.accounts import build_factors
from genkan.server.bootstrap.places import PropertyPlaces
from genkan.server.platform.bus import InProcessBus
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotSignedIn
from genkan.server.platform.operations import PersonActor, Role
from genkan.server.platform.settings import Settings, SignInSettings
from genkan.server.properties.settings import PropertySettings, set_settings
from harness.authenticator import show_code
from harness.installation import MovedClock
from harness.passkey import SoftPasskey
from harness.street import Street, add_member, add_somebody, add_street

PASSWORD = "correct horse"
HASH = hash_password(PASSWORD)
USERNAME, EMAIL = "100000002", "manager@example.test"


@dataclass(kw_only=True)
class Secured:
    """The manager of a street, and the use cases."""

    database: Database
    clock: MovedClock = field(default_factory=MovedClock)
    derivation: Derivation = field(default_factory=lambda: Derivation(b"k" * 32))
    checks: PasswordChecks = field(default_factory=lambda: PasswordChecks(threads=1, queue=4))
    person_id: str = ""
    secret: str = ""
    recovery_codes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.use: SecondFactors = build_factors(
            Settings(public_url="https://genkan.example"),
            database=self.database,
            bus=InProcessBus(),
            clock=self.clock,
            derivation=self.derivation,
            checks=self.checks,
        )
        self._sign_in = SignIn(
            database=self.database,
            clock=self.clock,
            checks=self.checks,
            places=PropertyPlaces(),
            limits=SignInSettings(),
            derivation=self.derivation,
        )

    async def settle(self, *, require: bool = False) -> Street:
        """Make the street and its manager."""

        def make(connection: Connection) -> Street:
            street = add_street(connection)
            self.person_id = add_somebody(connection, username=USERNAME, password_hash=HASH, email=EMAIL)
            add_member(connection, street, self.person_id, Role.MANAGER)
            set_settings(connection, street.property_id, PropertySettings(require_second_factor=require))
            return street

        return await self.database.write(make)

    async def enter(
        self, *, app: str = "portal", device: str | None = None, password: str = PASSWORD
    ) -> SignedIn:
        """Sign in by the password."""
        return await self._sign_in(
            Credentials(username=USERNAME, password=password, caller=caller(app, device))
        )

    async def step(self, *, app: str = "portal") -> str:
        """Take the first step, and give the token for the second."""
        try:
            await self.enter(app=app)
        except SecondFactorNeeded as needed:
            return needed.step
        raise AssertionError("no second factor was asked for")

    async def type_code(
        self, step: str, code: str, *, app: str = "portal", device: str | None = None
    ) -> SignedIn:
        """Take the second step by a code."""
        return await self.use.take_second_step(SecondFactor(token=step, code=code), caller(app, device))

    async def sign(self, step: str, signed: SignedChallenge) -> SignedIn:
        """Take the second step by a passkey."""
        return await self.use.take_second_step(SecondFactor(token=step, passkey=signed), caller("portal"))

    async def actor(self, signed: SignedIn, *, app: str = "portal") -> PersonActor:
        """Give who the session is. Raises NotSignedIn."""
        return await Identify(self.database, self.clock)(hash_token(signed.token), (app,))

    async def is_session(self, token: str) -> bool:
        """Whether the token is a session's."""
        try:
            await Identify(self.database, self.clock)(hash_token(token), ("portal", "resident"))
        except NotSignedIn:
            return False
        return True

    async def prove(self, actor: PersonActor) -> None:
        """Show again who is signed in."""
        at = self.clock.now()
        await self.database.write(lambda connection: note_proved(connection, actor.session_id, at))

    async def set_up_totp(self, signed: SignedIn) -> None:
        """Set up an authenticator app, and note the recovery codes."""
        actor = await self.actor(signed)
        await self.prove(actor)
        self.secret = (await self.use.begin_totp(actor)).secret
        codes = await self.use.confirm_totp(actor, self.code(), address="192.0.2.1")
        self.recovery_codes = codes or self.recovery_codes

    async def add_passkey(self, signed: SignedIn, passkey: SoftPasskey, *, name: str = "鍵") -> str:
        """Add a passkey and give its id."""
        actor = await self.actor(signed)
        await self.prove(actor)
        asked = (await self.use.begin_passkey(actor)).asked
        added = await self.use.add_passkey(actor, passkey.make(asked), name=name)
        self.recovery_codes = added.recovery_codes or self.recovery_codes
        return added.passkey_id

    def code(self, *, later_s: int = 0) -> str:
        """Give what the authenticator app shows."""
        return show_code(self.secret, self.clock.now().timestamp() + later_s)


def caller(app: str, device: str | None = None) -> Caller:
    return Caller(app=app, device_label="PC", address="192.0.2.1", device_token=device)
