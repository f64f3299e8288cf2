"""Puts together what managers see of a property's events."""

from fastapi import APIRouter

from genkan.server.events.exporting import ExportEvents
from genkan.server.events.listing import ListEvents
from genkan.server.events.looking import LookAtPicture, LookFor
from genkan.server.events.routes import EventMounts, build_router
from genkan.server.events.week import GetWeek
from genkan.server.journal.service import Journal
from genkan.server.platform.blobs import BlobStore
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database


def build_events(database: Database, journal: Journal, blobs: BlobStore, clock: Clock) -> APIRouter:
    """Give their HTTP mounts."""
    return build_router(
        EventMounts(
            list_events=ListEvents(database=database, journal=journal, clock=clock),
            export_events=ExportEvents(database=database, journal=journal, clock=clock),
            look_for=LookFor(database=database, journal=journal, clock=clock),
            look_at_picture=LookAtPicture(database=database, journal=journal, clock=clock, blobs=blobs),
            get_week=GetWeek(database=database, journal=journal, clock=clock),
        )
    )
