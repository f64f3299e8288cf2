"""What the HTTP API says about second factors."""

from typing import Annotated

from pydantic import BaseModel, Field

from genkan.server.accounts.own_passkeys import NewPasskeyAsked, OwnPasskey
from genkan.server.accounts.passkeys import Asked, MadePasskey, SignedChallenge
from genkan.server.accounts.schemas import AppName, DeviceLabel, TypedDigits
from genkan.server.accounts.second_step import StepWays
from genkan.server.accounts.security import Security
from genkan.server.accounts.totp import NewTotp
from genkan.server.platform.clock import to_ms
from genkan.server.platform.text import Name

# What browsers bring is short; an attestation with its certificates takes some kilobytes.
Coded = Annotated[str, Field(min_length=1, max_length=2_048, pattern="^[A-Za-z0-9_-]+$")]
LongCoded = Annotated[str, Field(min_length=1, max_length=16_384, pattern="^[A-Za-z0-9_-]+$")]


class AskedOut(BaseModel):
    """What a passkey has to sign (WebAuthn); bytes are base64url without padding."""

    challenge: str
    rp_id: str
    credential_ids: list[str] = Field(description="Those that may; empty: any made for this server.")

    @classmethod
    def of(cls, asked: Asked) -> "AskedOut":
        return cls(challenge=asked.challenge, rp_id=asked.rp_id, credential_ids=list(asked.credential_ids))


class StepIn(BaseModel):
    """The app whose second step is meant; the first is known by a cookie."""

    app: AppName


class StepOut(BaseModel):
    """By what the second step can be taken."""

    has_totp: bool
    has_recovery_codes: bool
    passkey: AskedOut | None

    @classmethod
    def of(cls, ways: StepWays) -> "StepOut":
        return cls(
            has_totp=ways.has_totp,
            has_recovery_codes=ways.has_recovery_codes,
            passkey=None if ways.passkey is None else AskedOut.of(ways.passkey),
        )


class SignatureIn(BaseModel):
    """What a passkey has signed."""

    credential_id: Coded
    client_data: LongCoded
    authenticator_data: Coded
    signature: Coded

    def to_signed(self) -> SignedChallenge:
        """Give it to the domain."""
        return SignedChallenge(
            credential_id=self.credential_id,
            client_data=self.client_data,
            authenticator_data=self.authenticator_data,
            signature=self.signature,
        )


class SecondCodeIn(TypedDigits):
    """A code of an authenticator app, or a recovery code, as it was typed."""

    app: AppName
    device_label: DeviceLabel = ""


class PasskeySignInIn(BaseModel):
    """A passkey's signature, from one of the two apps."""

    signed: SignatureIn
    app: AppName
    device_label: DeviceLabel = ""


class PasskeyOut(BaseModel):
    """One of one's passkeys."""

    passkey_id: str
    name: str
    created_ms: int
    last_used_ms: int | None

    @classmethod
    def of(cls, own: OwnPasskey) -> "PasskeyOut":
        return cls(
            passkey_id=own.passkey_id,
            name=own.name,
            created_ms=to_ms(own.created_at),
            last_used_ms=None if own.last_used_at is None else to_ms(own.last_used_at),
        )


class SecurityOut(BaseModel):
    """What protects one's account."""

    has_password: bool
    totp_since_ms: int | None = Field(description="When the authenticator app was set up; null: none is.")
    totp_last_used_ms: int | None
    passkeys: list[PasskeyOut]
    recovery_codes_left: int
    is_required: bool = Field(description="A property one looks after wants a second factor.")

    @classmethod
    def of(cls, found: Security) -> "SecurityOut":
        return cls(
            has_password=found.has_password,
            totp_since_ms=None if found.totp_since is None else to_ms(found.totp_since),
            totp_last_used_ms=None if found.totp_last_used_at is None else to_ms(found.totp_last_used_at),
            passkeys=[PasskeyOut.of(own) for own in found.passkeys],
            recovery_codes_left=found.recovery_codes_left,
            is_required=found.is_required,
        )


class NewTotpOut(BaseModel):
    """What an authenticator app needs, once."""

    secret: str = Field(description="Base32.")
    uri: str = Field(description="otpauth:, as its QR code holds it.")

    @classmethod
    def of(cls, made: NewTotp) -> "NewTotpOut":
        return cls(secret=made.secret, uri=made.uri)


class RecoveryCodesOut(BaseModel):
    """New recovery codes, shown only now; empty: older ones are left."""

    recovery_codes: list[str]


class NewPasskeyOut(BaseModel):
    """What a browser makes a passkey of."""

    asked: AskedOut
    user_id: str
    username: str
    display_name: str

    @classmethod
    def of(cls, new: NewPasskeyAsked) -> "NewPasskeyOut":
        return cls(
            asked=AskedOut.of(new.asked),
            user_id=new.person_id,
            username=new.username,
            display_name=new.display_name,
        )


class NewPasskeyIn(BaseModel):
    """A passkey that the browser has made, and how its owner calls it."""

    name: Name
    client_data: LongCoded
    attestation: LongCoded

    def to_made(self) -> MadePasskey:
        """Give it to the domain."""
        return MadePasskey(client_data=self.client_data, attestation=self.attestation)


class PasskeyAddedOut(RecoveryCodesOut):
    """A passkey that is there now."""

    passkey_id: str
