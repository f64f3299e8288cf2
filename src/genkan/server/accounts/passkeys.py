"""Passkeys (WebAuthn): keys of a browser, a phone or a stick that sign what the server asks.

As a second factor after the password, and alone: then the device itself has to ask who holds it.
"""

import base64
import hashlib
import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from genkan.server.accounts.errors import PasskeyUnfit
from genkan.server.accounts.tables import passkey, passkey_challenge

if TYPE_CHECKING:
    from fido2.server import Fido2Server

CHALLENGE_BYTES = 32
CHALLENGE_LIFE = timedelta(minutes=10)  # as long as a second step is waited for
PASSKEYS_A_PERSON = 20


class ChallengePurpose(StrEnum):
    ADD = "add"  # to make a new passkey of somebody signed in
    STEP = "step"  # to take somebody's second step
    ALONE = "alone"  # to sign in by a passkey and nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a passkey has to sign, and which of them may. None named: any of this server's."""

    challenge: str  # base64url, as everything of WebAuthn here
    rp_id: str
    credential_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedChallenge:
    """What a passkey has signed, as the browser brings it."""

    credential_id: str
    client_data: str = field(repr=False)
    authenticator_data: str = field(repr=False)
    signature: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePasskey:
    """A passkey that a browser has just made."""

    client_data: str = field(repr=False)
    attestation: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """A passkey as it is stored: its id and public key, and how often it says it was used."""

    content: bytes = field(repr=False)
    id: bytes
    uses: int


class PasskeyDesk:
    """Reads what passkeys sign. `fido2` knows WebAuthn; loaded when the first passkey comes: 0.1 s."""

    def __init__(self, public_url: str) -> None:
        found = urlsplit(public_url)
        self.rp_id = found.hostname or "localhost"
        self._origin = f"{found.scheme}://{found.netloc}"
        self._server: Fido2Server | None = None

    def load(self) -> "Fido2Server":
        """Load the library, which is better done outside of a transaction."""
        if self._server is None:
            from fido2.server import Fido2Server  # noqa: PLC0415 - see above
            from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415

            self._server = Fido2Server(
                PublicKeyCredentialRpEntity(name="Genkan", id=self.rp_id),
                verify_origin=lambda origin: origin == self._origin,
            )
        return self._server

    def read_made(self, made: MadePasskey) -> Credential:
        """Give the passkey of what a browser has brought. Raises PasskeyUnfit."""
        response = {
            "rawId": "",  # it stands in the attestation too
            "response": {"clientDataJSON": made.client_data, "attestationObject": made.attestation},
        }
        try:
            from fido2.webauthn import AttestedCredentialData  # noqa: PLC0415 - see `load`

            state = {"challenge": _challenge_of(made.client_data), "user_verification": None}
            data = self.load().register_complete(state, response)
            made_now = AttestedCredentialData(data.credential_data or b"")
            return Credential(content=bytes(made_now), id=made_now.credential_id, uses=data.counter)
        except Exception as error:  # the parser of a stranger's bytes raises whatever it stumbles over
            raise PasskeyUnfit from error

    def read_signed(self, signed: SignedChallenge, content: bytes, *, alone: bool) -> int:
        """Check what the stored passkey is said to have signed, and give how often it says it was used.

        `alone`: the device must have asked who holds it. Raises PasskeyUnfit.
        """
        response = {
            "rawId": signed.credential_id,
            "response": {
                "clientDataJSON": signed.client_data,
                "authenticatorData": signed.authenticator_data,
                "signature": signed.signature,
            },
        }
        try:
            from fido2.webauthn import (  # noqa: PLC0415 - loaded already
                AttestedCredentialData,
                AuthenticationResponse,
                UserVerificationRequirement,
            )

            state = {
                "challenge": _challenge_of(signed.client_data),
                "user_verification": UserVerificationRequirement.REQUIRED if alone else None,
            }
            read = AuthenticationResponse.from_dict(response)
            self.load().authenticate_complete(state, [AttestedCredentialData(content)], read)
        except Exception as error:  # as above
            raise PasskeyUnfit from error
        return int(read.response.authenticator_data.counter)


def ask_to_sign(
    connection: Connection,
    desk: PasskeyDesk,
    purpose: ChallengePurpose,
    at: datetime,
    *,
    person_id: str | None = None,
) -> Asked:
    """Give something new to sign, and those of the person's passkeys that may."""
    challenge = os.urandom(CHALLENGE_BYTES)
    connection.execute(sa.delete(passkey_challenge).where(passkey_challenge.c.expires_at <= at))
    connection.execute(
        sa.insert(passkey_challenge).values(
            challenge_hash=_sha256(challenge),
            person_id=person_id,
            purpose=purpose.value,
            expires_at=at + CHALLENGE_LIFE,
        )
    )
    ids = () if person_id is None else _list_credential_ids(connection, person_id)
    return Asked(challenge=encode(challenge), rp_id=desk.rp_id, credential_ids=ids)


def use_challenge(
    connection: Connection, client_data: str, purpose: ChallengePurpose, person_id: str | None, at: datetime
) -> None:
    """Use up what was signed. Raises PasskeyUnfit unless it was asked for, of this person, a moment ago."""
    found = connection.execute(
        sa.delete(passkey_challenge)
        .where(
            passkey_challenge.c.challenge_hash == _sha256(decode(_challenge_of(client_data))),
            passkey_challenge.c.purpose == purpose.value,
            passkey_challenge.c.person_id.is_(None)
            if person_id is None
            else passkey_challenge.c.person_id == person_id,
        )
        .returning(passkey_challenge.c.expires_at)
    ).first()
    if found is None or found.expires_at <= at:
        raise PasskeyUnfit


def take_passkey(
    connection: Connection, desk: PasskeyDesk, signed: SignedChallenge, person_id: str | None, at: datetime
) -> str:
    """Take what a passkey has signed and give whose it is. Without a `person_id` it came alone.

    Raises PasskeyUnfit, also for a passkey of anybody else.
    """
    alone = person_id is None
    purpose = ChallengePurpose.ALONE if alone else ChallengePurpose.STEP
    use_challenge(connection, signed.client_data, purpose, person_id, at)
    row = connection.execute(
        sa.select(passkey).where(passkey.c.credential_hash == _sha256(decode(signed.credential_id)))
    ).first()
    if row is None or (person_id is not None and row.person_id != person_id):
        raise PasskeyUnfit
    uses = desk.read_signed(signed, row.credential, alone=alone)
    if uses <= row.uses and (uses, row.uses) != (0, 0):
        raise PasskeyUnfit  # a copy was used meanwhile: one of the two counts behind (WebAuthn, 6.1.1)
    connection.execute(sa.update(passkey).where(passkey.c.id == row.id).values(uses=uses, last_used_at=at))
    return str(row.person_id)


def has_passkey(connection: Connection, person_id: str) -> bool:
    """Whether the person has one."""
    query = sa.select(passkey.c.id).where(passkey.c.person_id == person_id).limit(1)
    return connection.execute(query).first() is not None


def hash_credential_id(credential_id: bytes) -> bytes:
    """Give what a passkey is found by."""
    return _sha256(credential_id)


def encode(content: bytes) -> str:
    """Write bytes as WebAuthn does: base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def decode(text: str) -> bytes:
    """Read bytes written so. Raises PasskeyUnfit."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise PasskeyUnfit from error


def _list_credential_ids(connection: Connection, person_id: str) -> tuple[str, ...]:
    rows = connection.execute(
        sa.select(passkey.c.credential).where(passkey.c.person_id == person_id).order_by(passkey.c.created_at)
    )
    return tuple(encode(_id_in(row.credential)) for row in rows)


def _id_in(content: bytes) -> bytes:
    """Give the credential's id out of what WebAuthn calls attested credential data (6.5.1)."""
    length = int.from_bytes(content[16:18])
    return content[18 : 18 + length]


def _challenge_of(client_data: str) -> str:
    """Give the challenge that the browser says was signed. Raises PasskeyUnfit."""
    try:
        found = msgspec.json.decode(decode(client_data), type=_ClientData)
    except msgspec.MsgspecError as error:
        raise PasskeyUnfit from error
    return found.challenge


class _ClientData(msgspec.Struct):
    challenge: str


def _sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()
