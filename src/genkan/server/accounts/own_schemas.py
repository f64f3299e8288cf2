"""What the HTTP API says when somebody takes everything that is kept of them."""

from datetime import datetime

from pydantic import BaseModel, Field

from genkan.server.accounts.own_data import OwnData
from genkan.server.accounts.schemas import ProfileOut


class OwnMembershipOut(BaseModel):
    """A role one has or had."""

    role: str
    property_id: str | None
    household_id: str | None
    since: datetime
    until: datetime | None


class OwnDeviceOut(BaseModel):
    """A device one is signed in on."""

    label: str
    address: str
    since: datetime
    last_seen_at: datetime


class OwnConsentOut(BaseModel):
    """What one has consented to."""

    subject: str
    version: str
    language: str
    given_at: datetime


class OwnDataOut(BaseModel):
    """Everything the account holds of its person."""

    person_id: str
    username: str
    profile: ProfileOut
    memberships: list[OwnMembershipOut]
    devices: list[OwnDeviceOut]
    consents: list[OwnConsentOut]
    records: dict[str, list[dict[str, str | int | None]]] = Field(
        description="What the other parts of the server keep, by their name."
    )

    @classmethod
    def of(cls, data: OwnData) -> "OwnDataOut":
        return cls(
            person_id=data.person.id,
            username=data.person.username,
            profile=ProfileOut.of(data.person),
            memberships=[
                OwnMembershipOut(
                    role=own.role,
                    property_id=own.property_id,
                    household_id=own.household_id,
                    since=own.since,
                    until=own.until,
                )
                for own in data.memberships
            ],
            devices=[
                OwnDeviceOut(
                    label=own.label, address=own.address, since=own.since, last_seen_at=own.last_seen_at
                )
                for own in data.devices
            ],
            consents=[
                OwnConsentOut(
                    subject=own.subject, version=own.version, language=own.language, given_at=own.given_at
                )
                for own in data.consents
            ],
            records={name: [dict(record) for record in kept] for name, kept in data.records.items()},
        )
