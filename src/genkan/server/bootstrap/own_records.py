"""Every domain that keeps something of people, for their export and their erasure."""

from dataclasses import dataclass

from genkan.server.access.remote import RemoteRecords
from genkan.server.accounts.own_data import OwnRecords
from genkan.server.accounts.own_messages import OwnMessages
from genkan.server.alarms.own_records import AlarmRecords
from genkan.server.audit.own_records import AuditRecords
from genkan.server.calls.own_events import EventRecords
from genkan.server.calls.own_records import CallRecords
from genkan.server.checks.own_records import CheckRecords
from genkan.server.credentials.own_pictures import KeyPictureRecords
from genkan.server.credentials.own_records import CredentialRecords
from genkan.server.households.own_records import HouseholdRecords
from genkan.server.journal.service import Journal
from genkan.server.notices.own_records import NoticeRecords
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.database import Database
from genkan.server.properties.own_records import InvitationRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """What is kept of people, and where their pictures are."""

    records: tuple[OwnRecords, ...]
    blobs: BlobStore


def list_own_records(database: Database, journal: Journal, blobs: BlobStore) -> Keeping:
    """Give the records of every domain. A new table that names people belongs to one of them."""
    records = (
        OwnMessages(database),
        InvitationRecords(database),
        HouseholdRecords(database),
        CredentialRecords(database),
        KeyPictureRecords(database, journal, blobs),
        CallRecords(database, blobs),
        AlarmRecords(database),
        NoticeRecords(database),
        RemoteRecords(database),
        AuditRecords(database),
        CheckRecords(database),
        EventRecords(database, journal),
    )
    return Keeping(records=records, blobs=blobs)
