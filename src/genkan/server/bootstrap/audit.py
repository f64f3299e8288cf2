"""Puts together the audit list."""

from fastapi import APIRouter

from genkan.server.audit.exporting import ExportLines
from genkan.server.audit.listing import ListLines
from genkan.server.audit.routes import AuditMounts, build_router
from genkan.server.journal.service import Journal
from genkan.server.platform.database import Database


def build_audit(database: Database, journal: Journal) -> APIRouter:
    """Give its HTTP mounts."""
    return build_router(
        AuditMounts(
            list_lines=ListLines(database=database, journal=journal),
            export_lines=ExportLines(database=database, journal=journal),
        )
    )
