"""The policy table: operation × role × relation. The authorisation tests are generated from it."""

from genkan.server.platform.operations import Grant, Relation, Role


def _grants(*pairs: tuple[Role, Relation]) -> frozenset[Grant]:
    return frozenset(Grant(role, relation) for role, relation in pairs)


_ANYBODY = _grants(
    (Role.ANONYMOUS, Relation.NONE), *((role, Relation.SELF) for role in Role if role is not Role.STATION)
)
_SIGNED_IN = _grants(
    *((role, Relation.SELF) for role in (Role.FAMILY, Role.MASTER, Role.MANAGER, Role.INSTALLER))
)
_RESIDENTS = _grants((Role.MASTER, Relation.HOUSEHOLD), (Role.FAMILY, Relation.HOUSEHOLD))
_STAFF = _grants((Role.MANAGER, Relation.PROPERTY), (Role.INSTALLER, Relation.PROPERTY))
_MASTER = _grants((Role.MASTER, Relation.HOUSEHOLD))
_INSTALLER = _grants((Role.INSTALLER, Relation.PROPERTY))
_STATION = _grants((Role.STATION, Relation.SELF))

POLICY: dict[str, frozenset[Grant]] = {
    "accounts.sign_in": _ANYBODY,
    "accounts.sign_out": _SIGNED_IN,
    "accounts.get_me": _SIGNED_IN,
    "messages.list_failed": _STAFF,
    "messages.send_again": _STAFF,
    "properties.list_properties": _STAFF,
    "properties.create_property": _grants((Role.INSTALLER, Relation.NONE)),
    "properties.rename_property": _INSTALLER,
    "properties.create_building": _INSTALLER,
    "properties.change_building": _INSTALLER,
    "properties.add_homes": _INSTALLER,
    "properties.get_settings": _STAFF,
    "properties.change_settings": _STAFF,
    "messages.get_push": _SIGNED_IN,
    "messages.subscribe_push": _SIGNED_IN,
    "messages.unsubscribe_push": _SIGNED_IN,
    "properties.list_managers": _STAFF,
    "properties.add_manager": _INSTALLER,
    "properties.change_manager": _INSTALLER,
    "properties.send_manager_again": _INSTALLER,
    "properties.remove_manager": _INSTALLER,
    "properties.list_invitations": _SIGNED_IN,
    "properties.accept_invitation": _SIGNED_IN,
    "properties.refuse_invitation": _SIGNED_IN,
    "households.list_homes": _STAFF,
    "households.remove_home": _INSTALLER,
    "households.move_in": _STAFF,
    "households.move_out": _STAFF,
    "households.cancel_move_out": _STAFF,
    "households.get_family": _RESIDENTS | _STAFF,
    "households.add_member": _MASTER,
    "households.change_member": _MASTER,
    "households.remove_member": _MASTER,
    "households.add_dependent": _MASTER,
    "households.send_again": _MASTER | _STAFF,
    "households.hand_over": _MASTER | _STAFF,
    "households.stop_member_devices": _MASTER,
    "households.stop_resident_devices": _STAFF,
    "households.order_seat": _MASTER,
    "households.list_seat_orders": _STAFF,
    "households.confirm_seat": _STAFF,
    "households.cancel_seat": _MASTER | _STAFF,
    "households.take_payment_news": _grants((Role.ANONYMOUS, Relation.NONE)),
    "access.list_doors": _RESIDENTS,
    "access.release_door": _RESIDENTS,
    "access.get_policy": _STAFF,
    "access.set_policy": _STAFF,
    "credentials.get_pin": _RESIDENTS,
    "credentials.propose_pin": _RESIDENTS,
    "credentials.set_pin": _RESIDENTS,
    "credentials.show_pin": _RESIDENTS,
    "credentials.delete_pin": _RESIDENTS,
    "credentials.list_keys": _RESIDENTS,
    "credentials.create_key": _RESIDENTS,
    "credentials.get_key": _RESIDENTS,
    "credentials.revoke_key": _RESIDENTS,
    "credentials.mail_key": _RESIDENTS,
    "credentials.view_key": _ANYBODY,
    "credentials.list_prompts": _RESIDENTS,
    "credentials.answer_prompt": _RESIDENTS,
    "credentials.ask_household": _STATION,
    "credentials.list_staff_keys": _STAFF,
    "credentials.create_staff_key": _STAFF,
    "credentials.revoke_staff_key": _STAFF,
    "credentials.report_stolen": _STAFF,
    "credentials.keep_store_key": _INSTALLER,
    "calls.list_calls": _RESIDENTS,
    "calls.ring": _RESIDENTS,
    "calls.answer": _RESIDENTS,
    "calls.decline": _RESIDENTS,
    "calls.hang_up": _RESIDENTS,
    "calls.signal": _RESIDENTS | _STATION,
    "calls.keep_alive": _RESIDENTS | _STATION,
    "calls.list_history": _RESIDENTS,
    "calls.get_snapshot": _RESIDENTS,
    "calls.note_delivery": _RESIDENTS,
    "calls.list_deliveries": _RESIDENTS,
    "calls.list_reach": _STAFF,
    "calls.follow_link": _ANYBODY,
    "calls.start_test": _SIGNED_IN,
    "calls.note_test": _SIGNED_IN,
    "calls.get_test": _SIGNED_IN,
    "calls.place": _STATION,
    "calls.cancel": _STATION,
    "calls.lose_visitor": _STATION,
    "calls.add_snapshot": _STATION,
    "stations.list_stations": _STAFF,
    "stations.create_enrolment_code": _INSTALLER,
    "stations.enrol": _ANYBODY,
    "stations.get_config": _STATION,
    "sync.take_in": _STATION,
    "sync.tell_health": _STATION,
    "sync.pull": _STATION,
    "sync.claim_use": _STATION,
    "sync.get_store_key": _STATION,
}
