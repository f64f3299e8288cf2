"""Which operations of the portal leave a line in the audit list, and under which heading it stands.

Every one that is not read by GET does, unless it is named here with its reason.
"""

from collections.abc import Mapping
from enum import StrEnum

from genkan.server.platform.operations import Grant


class Area(StrEnum):
    """What a line is filed under; whoever reads can ask for one."""

    SETTINGS = "settings"  # of the property, its buildings and entrances
    STAFF = "staff"  # who looks after it
    RESIDENTS = "residents"  # homes, households, accounts
    DEVICES = "devices"  # stations and who passes their doors
    RELEASES = "releases"  # doors that were opened from the portal
    KEYS = "keys"  # PINs and keys of the staff
    NOTICES = "notices"
    ALARMS = "alarms"
    INTEGRATIONS = "integrations"  # API tokens and webhooks
    LOOKS = "looks"  # what was looked at for a reason


AREA_OF_DOMAIN: Mapping[str, Area] = {
    "access": Area.DEVICES,
    "alarms": Area.ALARMS,
    "checks": Area.DEVICES,
    "credentials": Area.KEYS,
    "events": Area.LOOKS,
    "households": Area.RESIDENTS,
    "messages": Area.RESIDENTS,
    "notices": Area.NOTICES,
    "operator": Area.STAFF,  # `genkan admin …`
    "properties": Area.SETTINGS,
    "stations": Area.DEVICES,
    "tokens": Area.INTEGRATIONS,
    "webhooks": Area.INTEGRATIONS,
}

# Those that stand under another heading than the rest of their domain.
AREA_OF_OPERATION: Mapping[str, Area] = {
    "access.release_remotely": Area.RELEASES,
    "credentials.keep_store_key": Area.DEVICES,
    "credentials.report_stolen": Area.DEVICES,
    "operator.create_sample": Area.SETTINGS,
    "properties.accept_invitation": Area.STAFF,
    "properties.add_homes": Area.RESIDENTS,
    "properties.add_manager": Area.STAFF,
    "properties.change_manager": Area.STAFF,
    "properties.refuse_invitation": Area.STAFF,
    "properties.remove_manager": Area.STAFF,
    "properties.reset_second_factor": Area.STAFF,
    "properties.send_manager_again": Area.STAFF,
}

STEP_OF_CHECK = "a step of a check that is itself recorded, and kept with every line"
OWN_ACCOUNT = "one's own account and session: no property's"
NOT_RECORDED: Mapping[str, str] = {
    "accounts.add_passkey": OWN_ACCOUNT,
    "accounts.begin_passkey": OWN_ACCOUNT,
    "accounts.begin_totp": OWN_ACCOUNT,
    "accounts.change_password": OWN_ACCOUNT,
    "accounts.confirm_totp": OWN_ACCOUNT,
    "accounts.prove": OWN_ACCOUNT,
    "accounts.remove_passkey": OWN_ACCOUNT,
    "accounts.remove_totp": OWN_ACCOUNT,
    "accounts.renew_recovery_codes": OWN_ACCOUNT,
    "accounts.request_proof_code": OWN_ACCOUNT,
    "alarms.change_choice": "how one wants to be told oneself; what counts as an alarm is recorded",
    "checks.answer": STEP_OF_CHECK,
    "checks.arrive": STEP_OF_CHECK,
    "checks.finish": STEP_OF_CHECK,
    "checks.look_again": STEP_OF_CHECK,
    "households.preview_import": "reads: nothing is brought in",
    "notices.upload_file": "nobody sees the file until a notice has it, and that is recorded",
    "properties.accept_invitation": "asked for by somebody who is no staff yet; it enters its line itself",
    "properties.refuse_invitation": "asked for by somebody who is no staff yet; it enters its line itself",
}


def area_of(operation: str) -> Area:
    """Give the heading of an operation. Raises KeyError for a domain that has none."""
    return AREA_OF_OPERATION.get(operation) or AREA_OF_DOMAIN[operation.partition(".")[0]]


def find_audit_faults(policy: Mapping[str, frozenset[Grant]]) -> list[str]:
    """Name what is said here of operations that do not exist."""
    known = {*AREA_OF_OPERATION, *NOT_RECORDED}
    return [
        f"audit_policy names {name}, which is no operation"
        for name in sorted(known - policy.keys())
        if not name.startswith("operator.")
    ]
