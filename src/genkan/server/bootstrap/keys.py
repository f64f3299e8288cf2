"""Puts together the operations on PINs and keys."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter
from sqlalchemy import Connection

from genkan.server.access.doors import ChangeDoor, CreateDoor, EntranceChanges, RemoveDoor
from genkan.server.access.policies import GetPolicy, SetPolicy
from genkan.server.access.routes import EntranceMounts, build_entrance_router, build_policy_router
from genkan.server.access.serving import ServeBuildings
from genkan.server.access.station_places import CreateStation, RemoveStation, RenameStation
from genkan.server.accounts.proof import ensure_proved
from genkan.server.bootstrap.key_mail import KeyMail
from genkan.server.credentials.key_views import KeyReader
from genkan.server.credentials.keys import CreateKey, GetKey, ListKeys, MailKey, RevokeKey
from genkan.server.credentials.link import NoNotices, Notices, PassMail
from genkan.server.credentials.pictures import AddPicture, GetPicture
from genkan.server.credentials.pins import PINS_A_DAY, DeletePin, GetPin, ProposePin, SetPin, ShowPin
from genkan.server.credentials.prompts import AnswerPrompt, AskHousehold, ListPrompts, PromptBoard
from genkan.server.credentials.routes import CredentialMounts, build_router
from genkan.server.credentials.staff import ChangeStaffKey, CreateStaffKey, ListStaffKeys, RevokeStaffKey
from genkan.server.credentials.stolen import KeepStoreKey, ListStoreKeys, ReportStolen
from genkan.server.credentials.vault import Vault
from genkan.server.credentials.visitors import ViewKey
from genkan.server.gateway.station_endpoint import Rights
from genkan.server.journal.service import Journal
from genkan.server.messages.link import AppLink
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.stations.link import StationLink
from genkan.server.stations.service import StationRefresh
from genkan.server.sync.rights import ClaimUse, GetStoreKey, PullRights

DAY_S = 86_400
VIEWS_PER_S = 2.0  # of one address: a page that is opened again and again
VIEW_BURST = 30
PROMPTS_PER_S = 3 / 600  # PROMISES, Guessing: three in ten minutes for a household
PROMPT_BURST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the rest of the server needs of PINs and keys."""

    vault: Vault
    list_prompts: ListPrompts
    answer_prompt: AnswerPrompt
    ask_household: AskHousehold
    pull_rights: PullRights
    claim_use: ClaimUse
    get_store_key: GetStoreKey
    notices: Notices
    add_picture: AddPicture
    router: APIRouter

    @property
    def rights(self) -> Rights:
        """What a station that decides by itself asks for."""
        return Rights(
            pull=self.pull_rights,
            claim_use=self.claim_use,
            ask_household=self.ask_household,
            get_store_key=self.get_store_key,
            add_picture=self.add_picture,
        )


class _SessionProof:
    """The proof of accounts, as the port of credentials: a session without one shows no PIN."""

    def ensure_proved(self, connection: Connection, session_id: str, at: datetime) -> None:
        ensure_proved(connection, session_id, at)


def build_keys(  # noqa: PLR0913 - every part of the ground, and both links
    *,
    database: Database,
    journal: Journal,
    blobs: BlobStore,
    bus: Bus,
    clock: Clock,
    derivation: Derivation,
    public_url: str,
    app_link: AppLink,
    station_link: StationLink,
    mail: PassMail | None = None,
    notices: Notices | None = None,
    pin_cost: int | None = None,
) -> Keys:
    """Make the operations and their routes."""
    vault = Vault(derivation) if pin_cost is None else Vault(derivation, cost=pin_cost)
    parts = _Parts(database=database, journal=journal, blobs=blobs, bus=bus, clock=clock, vault=vault)
    reader = KeyReader(database=database, journal=journal, clock=clock, vault=vault, public_url=public_url)
    board = PromptBoard(database, clock, app_link)
    told = notices or NoNotices()
    answer_prompt = AnswerPrompt(database=database, clock=clock, board=board, station_link=station_link)
    key_mail = mail or KeyMail(vault, public_url=public_url)
    mounts = _build_mounts(parts, reader, answer_prompt, key_mail, told)
    router = APIRouter()
    router.include_router(build_router(mounts))
    stations = StationRefresh(database, station_link, bus)
    serve_buildings = ServeBuildings(database, bus, stations)
    router.include_router(build_policy_router(GetPolicy(database), SetPolicy(database, bus), serve_buildings))
    changes = EntranceChanges(database=database, bus=bus, clock=clock, stations=stations)
    router.include_router(build_entrance_router(_build_entrance_mounts(changes)))
    return Keys(
        vault=vault,
        list_prompts=ListPrompts(database, clock),
        answer_prompt=answer_prompt,
        ask_household=AskHousehold(
            database=database,
            clock=clock,
            board=board,
            notices=told,
            pace=RateLimit(per_second=PROMPTS_PER_S, burst=PROMPT_BURST),
        ),
        pull_rights=PullRights(database=database, journal=journal, vault=vault),
        claim_use=ClaimUse(database, station_link),
        get_store_key=GetStoreKey(database, vault),
        notices=told,
        add_picture=AddPicture(database=database, journal=journal, blobs=blobs),
        router=router,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What nearly every operation needs."""

    database: Database
    journal: Journal
    blobs: BlobStore
    bus: Bus
    clock: Clock
    vault: Vault


def _build_mounts(
    parts: _Parts, reader: KeyReader, answer_prompt: AnswerPrompt, mail: PassMail, notices: Notices
) -> CredentialMounts:
    return CredentialMounts(
        get_pin=GetPin(parts.database),
        propose_pin=ProposePin(parts.database, parts.vault),
        set_pin=SetPin(
            database=parts.database,
            bus=parts.bus,
            clock=parts.clock,
            vault=parts.vault,
            pace=RateLimit(per_second=PINS_A_DAY / DAY_S, burst=PINS_A_DAY),
        ),
        show_pin=ShowPin(parts.database, parts.clock, parts.vault, _SessionProof()),
        delete_pin=DeletePin(database=parts.database, bus=parts.bus, clock=parts.clock),
        list_keys=ListKeys(parts.database, parts.journal, parts.clock),
        create_key=CreateKey(
            database=parts.database,
            bus=parts.bus,
            clock=parts.clock,
            vault=parts.vault,
            reader=reader,
            mail=mail,
        ),
        get_key=GetKey(parts.database, reader),
        get_picture=GetPicture(database=parts.database, journal=parts.journal, blobs=parts.blobs),
        revoke_key=RevokeKey(database=parts.database, bus=parts.bus, clock=parts.clock, reader=reader),
        mail_key=MailKey(database=parts.database, clock=parts.clock, reader=reader, mail=mail),
        view_key=ViewKey(
            database=parts.database, reader=reader, pace=RateLimit(per_second=VIEWS_PER_S, burst=VIEW_BURST)
        ),
        answer_prompt=answer_prompt,
        list_staff_keys=ListStaffKeys(parts.database),
        create_staff_key=CreateStaffKey(
            database=parts.database, bus=parts.bus, clock=parts.clock, vault=parts.vault
        ),
        change_staff_key=ChangeStaffKey(database=parts.database, bus=parts.bus, clock=parts.clock),
        revoke_staff_key=RevokeStaffKey(database=parts.database, bus=parts.bus, clock=parts.clock),
        report_stolen=ReportStolen(
            database=parts.database, bus=parts.bus, clock=parts.clock, vault=parts.vault, notices=notices
        ),
        list_store_keys=ListStoreKeys(parts.database),
        keep_store_key=KeepStoreKey(database=parts.database, bus=parts.bus, vault=parts.vault),
    )


def _build_entrance_mounts(changes: EntranceChanges) -> EntranceMounts:
    return EntranceMounts(
        create_station=CreateStation(changes),
        rename_station=RenameStation(changes),
        remove_station=RemoveStation(changes),
        create_door=CreateDoor(changes),
        change_door=ChangeDoor(changes),
        remove_door=RemoveDoor(changes),
    )
