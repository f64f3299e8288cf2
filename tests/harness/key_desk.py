"""The use cases of PINs and keys of home 101, on the sample."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection

from genkan.core.schedules import Once
from genkan.server.bootstrap.keys import Keys, build_keys
from genkan.server.credentials.key_views import KeyDetail, KeyReader
from genkan.server.credentials.keys import CreateKey, ListKeys, MailKey, NewKey, RevokeKey
from genkan.server.credentials.pins import DeletePin, GetPin, ProposePin, SetPin
from genkan.server.credentials.stolen import ReportStolen
from genkan.server.credentials.vault import Vault
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope
from genkan.wire.rights import SyncPage, SyncPull
from harness.installation import NOW, Installation

TODAY = Once(start=NOW - timedelta(hours=1), end=NOW + timedelta(hours=6))
URL = "https://genkan.example"


@dataclass(slots=True)
class Mail:
    """Remembers what was mailed."""

    sent: list[tuple[str, str, str]]

    def enqueue(
        self, connection: Connection, *, pass_id: str, address: str, language: str, at: object
    ) -> None:
        self.sent.append((pass_id, address, language))


class Desk:
    """The use cases, on the sample."""

    def __init__(self, installation: Installation, household_id: str) -> None:
        place = installation
        self.installation = installation
        self.household_id = household_id
        self.mail = Mail([])
        self.keys: Keys = build_keys(
            database=place.database,
            journal=place.journal,
            blobs=place.blobs,
            bus=place.bus,
            clock=place.clock,
            derivation=Derivation(bytes(32)),
            public_url=URL,
            app_link=place.app_link,
            station_link=place.station_link,
            mail=self.mail,
            pin_cost=2,
        )
        vault = self.keys.vault
        database, bus, clock = place.database, place.bus, place.clock
        reader = KeyReader(
            database=place.database, journal=place.journal, clock=place.clock, vault=vault, public_url=URL
        )
        self.read = reader.read
        self.get_pin, self.propose_pin = GetPin(place.database), ProposePin(place.database, vault)
        self.pace = RateLimit(per_second=0.001, burst=20)
        self.set_pin = SetPin(database=database, bus=bus, clock=clock, vault=vault, pace=self.pace)
        self.delete_pin = DeletePin(database=database, bus=bus, clock=clock)
        self.create_key = CreateKey(
            database=database, bus=bus, clock=clock, vault=vault, reader=reader, mail=self.mail
        )
        self.revoke_key = RevokeKey(database=database, bus=bus, clock=clock, reader=reader)
        self.list_keys = ListKeys(place.database, place.journal, place.clock)
        self.mail_key = MailKey(database=place.database, clock=place.clock, reader=reader, mail=self.mail)
        self.report_stolen = ReportStolen(database=database, bus=bus, clock=clock, vault=vault)

    @property
    def vault(self) -> Vault:
        return self.keys.vault

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.installation.people["100000101"], households=frozenset({self.household_id})
        )

    async def make(self, **changes: object) -> KeyDetail:
        values: dict[str, object] = {"visitor_name": "山田", "schedule": TODAY, "uses": 1}
        return await self.create_key(self.scope, self.household_id, NewKey(**(values | changes)))  # type: ignore[arg-type]

    async def pull(self, *, since: int = 0, epoch: str = "") -> SyncPage:
        return await self.keys.pull_rights(self.installation.station, SyncPull(since=since, epoch=epoch))
