"""The second step of signing in: a code, a recovery code, or a passkey."""

from dataclasses import dataclass, field

from sqlalchemy import Connection

from genkan.server.accounts.errors import SecondFactorWrong
from genkan.server.accounts.guesses import GuessKeys, charge_attempt, forgive_attempt, guess_keys
from genkan.server.accounts.link import Places
from genkan.server.accounts.opening import Caller, SignedIn, admitted, find_device, open_session
from genkan.server.accounts.passkeys import (
    Asked,
    ChallengePurpose,
    PasskeyDesk,
    SignedChallenge,
    ask_to_sign,
    has_passkey,
    take_passkey,
)
from genkan.server.accounts.second_factor import (
    SecondStep,
    StepRow,
    count_recovery_codes,
    end_step,
    get_step,
    tell,
    use_recovery_code,
)
from genkan.server.accounts.service import hash_token
from genkan.server.accounts.totp import DIGITS, TotpVault, has_totp, take_totp
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.operations import operation
from genkan.server.platform.settings import SignInSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWays:
    """By what the second step can be taken."""

    has_totp: bool
    has_recovery_codes: bool
    passkey: Asked | None  # what a passkey has to sign; none: there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactor:
    """What was brought: what was typed, or what a passkey has signed."""

    token: str = field(repr=False)  # of the first step
    code: str = field(default="", repr=False)
    passkey: SignedChallenge | None = None


@operation("accounts.look_at_step")
class LookAtStep:
    """Say by what the second step can be taken. Raises StepOver."""

    def __init__(self, *, database: Database, clock: Clock, desk: PasskeyDesk) -> None:
        self._database = database
        self._clock = clock
        self._desk = desk

    async def __call__(self, token: str, app: str) -> StepWays:
        at = self._clock.now()

        def look(connection: Connection) -> StepWays:
            person_id = get_step(connection, hash_token(token), app, at).person_id
            asked = None
            if has_passkey(connection, person_id):
                asked = ask_to_sign(connection, self._desk, ChallengePurpose.STEP, at, person_id=person_id)
            return StepWays(
                has_totp=has_totp(connection, person_id),
                has_recovery_codes=count_recovery_codes(connection, person_id) > 0,
                passkey=asked,
            )

        return await self._database.write(look)


@operation("accounts.take_second_step")
class TakeSecondStep:
    """Give whoever took the first step, and now brings the second, a session.

    Raises StepOver, SecondFactorWrong, PasskeyUnfit, TooOften, NotAllowed.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        derivation: Derivation,
        places: Places,
        vault: TotpVault,
        desk: PasskeyDesk,
        limits: SignInSettings,
    ) -> None:
        self._database = database
        self._clock = clock
        self._derivation = derivation
        self._places = places
        self._vault = vault
        self._desk = desk
        self._limits = limits

    async def __call__(self, factor: SecondFactor, caller: Caller) -> SignedIn:
        at = self._clock.now()
        if factor.passkey is not None:
            self._desk.load()

        def charge(connection: Connection) -> tuple[StepRow, GuessKeys]:
            step = get_step(connection, hash_token(factor.token), caller.app, at)
            keys = guess_keys(
                username=f"second step {step.person_id}",
                address=caller.address,
                device_hash=find_device(connection, caller, step.person_id),
            )
            charge_attempt(connection, keys, at, self._limits)
            return step, keys

        # Charged in a transaction of its own: what is wrong is counted, though it changes nothing else.
        step, keys = await self._database.write(charge)

        def admit(connection: Connection) -> SignedIn | SecondStep | None:
            if not self._is_right(connection, step.person_id, factor):
                raise SecondFactorWrong
            forgive_attempt(connection, keys, at)
            end_step(connection, step)
            return open_session(connection, self._places, step.person_id, caller, at, has_second_factor=True)

        return admitted(await self._database.write(admit))

    def _is_right(self, connection: Connection, person_id: str, factor: SecondFactor) -> bool:
        at = self._clock.now()
        if factor.passkey is not None:
            take_passkey(connection, self._desk, factor.passkey, person_id, at)
            return True
        if len(factor.code) == DIGITS:
            return take_totp(connection, self._vault, person_id, factor.code, at)
        if not use_recovery_code(connection, self._derivation, person_id, factor.code.lower()):
            return False
        tell(connection, person_id, "recovery_used", at)
        return True
