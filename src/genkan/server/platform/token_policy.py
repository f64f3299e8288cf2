"""What API tokens may do: each operation of a property's staff has a scope here, or is closed to tokens.

A token never does more than its maker may: `policy.POLICY` is asked as well.
"""

from collections.abc import Mapping

from genkan.server.platform.operations import ApiScope, Grant, Relation, Role

_STATIONS = frozenset({ApiScope.STATIONS_READ})
_RESIDENTS = frozenset({ApiScope.RESIDENTS_READ, ApiScope.RESIDENTS_WRITE})
_MOVES = frozenset({ApiScope.RESIDENTS_WRITE})
_EVENTS = frozenset({ApiScope.EVENTS_READ})
_KEYS = frozenset({ApiScope.KEYS_MANAGE})
_STAFF = frozenset({Role.MANAGER, Role.INSTALLER})

# Any one of the scopes suffices.
TOKEN_SCOPES: dict[str, frozenset[ApiScope]] = {
    "properties.list_properties": frozenset(ApiScope),  # its own alone: where every program begins
    "stations.list_stations": _STATIONS,
    "alarms.list_alarms": _STATIONS,
    "events.list_events": _EVENTS,
    "events.export_events": _EVENTS,
    "events.get_week": _EVENTS,
    "households.list_homes": _RESIDENTS,
    "households.get_family": _RESIDENTS,
    "households.list_accounts": _RESIDENTS,
    "households.preview_import": _MOVES,
    "households.import_residents": _MOVES,
    "households.start_issue": _MOVES,
    "households.change_issue": _MOVES,
    "households.move_in": _MOVES,
    "households.move_out": _MOVES,
    "households.cancel_move_out": _MOVES,
    "households.send_again": _MOVES,
    "credentials.list_staff_keys": _KEYS,
    "credentials.create_staff_key": _KEYS,
    "credentials.change_staff_key": _KEYS,
    "credentials.revoke_staff_key": _KEYS,
}

# For people alone: what makes somebody powerful, shows what signs in, sets up a property or costs money.
CLOSED_TO_TOKENS = frozenset(
    {
        "access.change_door",
        "access.create_door",
        "access.create_station",
        "access.get_policy",
        "access.list_remote_releases",
        "access.release_remotely",
        "access.remove_door",
        "access.remove_station",
        "access.rename_station",
        "access.serve_buildings",
        "access.set_policy",
        "alarms.acknowledge",
        "alarms.change_choice",
        "alarms.change_rules",
        "alarms.get_settings",
        "audit.export_lines",
        "audit.list_lines",
        "calls.get_office_picture",
        "calls.list_office_calls",
        "calls.list_reach",
        "checks.answer",
        "checks.arrive",
        "checks.finish",
        "checks.list_checks",
        "checks.look_again",
        "checks.print_report",
        "checks.start",
        "credentials.keep_store_key",
        "credentials.list_store_keys",
        "credentials.report_stolen",
        "events.look_at_picture",
        "events.look_for",
        "households.cancel_seat",
        "households.confirm_seat",
        "households.hand_over",
        "households.list_seat_orders",
        "households.print_manual",
        "households.print_sheets",
        "households.remove_home",
        "households.stop_resident_devices",
        "messages.list_failed",
        "messages.send_again",
        "notices.change_notice",
        "notices.create_notice",
        "notices.get_staff_file",
        "notices.list_notices",
        "notices.upload_file",
        "notices.withdraw_notice",
        "properties.add_homes",
        "properties.add_manager",
        "properties.change_building",
        "properties.change_entrance",
        "properties.change_manager",
        "properties.change_settings",
        "properties.create_building",
        "properties.get_entrance",
        "properties.get_settings",
        "properties.list_managers",
        "properties.remove_manager",
        "properties.rename_property",
        "properties.reset_second_factor",
        "properties.send_manager_again",
        "stations.change_settings",
        "stations.create_enrolment_code",
        "stations.get_settings",
        "tokens.create_token",
        "tokens.list_tokens",
        "tokens.revoke_token",
        "webhooks.change_webhook",
        "webhooks.create_webhook",
        "webhooks.delete_webhook",
        "webhooks.list_deliveries",
        "webhooks.list_webhooks",
        "webhooks.rotate_secret",
        "webhooks.send_again",
        "webhooks.send_test",
    }
)
# Answered by people, whatever their roles on the property.
_CALLS = frozenset(
    {
        "calls.answer", "calls.decline", "calls.hang_up", "calls.keep_alive", "calls.get_ice",
        "calls.list_calls", "calls.note_delivery", "calls.release_door", "calls.ring", "calls.say",
        "calls.signal",
    }
)  # fmt: skip


def find_token_faults(policy: Mapping[str, frozenset[Grant]]) -> list[str]:
    """Name every operation of a property's staff that is neither open nor closed to tokens, or is both."""
    of_staff = {
        name
        for name, grants in policy.items()
        if any(grant.role in _STAFF and grant.relation is Relation.PROPERTY for grant in grants)
    } - _CALLS
    closed = CLOSED_TO_TOKENS
    unsaid = sorted(of_staff - TOKEN_SCOPES.keys() - closed)
    twice = sorted(TOKEN_SCOPES.keys() & closed)
    stale = sorted((TOKEN_SCOPES.keys() | closed) - of_staff)
    return [
        *(f"operation {name} is neither open nor closed to API tokens" for name in unsaid),
        *(f"operation {name} is both open and closed to API tokens" for name in twice),
        *(f"operation {name} is no staff's, so no token's either" for name in stale),
    ]
