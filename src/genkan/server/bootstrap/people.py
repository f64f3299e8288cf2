"""Puts together the operations on places and the people in them."""

from dataclasses import dataclass

from fastapi import APIRouter

from genkan.server.audit.service import Book
from genkan.server.bootstrap.pages import find_web_dist
from genkan.server.bootstrap.places import HouseholdNumbers
from genkan.server.credentials.service import CredentialKeys
from genkan.server.households.contact_card import GetContactCard
from genkan.server.households.devices import StopMemberDevices, StopResidentDevices
from genkan.server.households.family import (
    AddDependent,
    AddMember,
    ChangeMember,
    GetFamily,
    RemoveMember,
    SendAgain,
)
from genkan.server.households.handing_over import HandOver
from genkan.server.households.homes import ListHomes, RemoveHome
from genkan.server.households.importing import ImportResidents, PreviewImport
from genkan.server.households.issuing import ChangeIssue, Issuing, ListAccounts, StartIssue
from genkan.server.households.link import Payments
from genkan.server.households.manual import PrintManual
from genkan.server.households.moving import CancelMoveOut, HouseholdGround, MoveIn, MoveOut
from genkan.server.households.payments import InvoicePayments, StripePayments
from genkan.server.households.routes import HouseholdMounts
from genkan.server.households.routes import build_router as build_households_router
from genkan.server.households.seats import (
    CancelSeat,
    ConfirmSeat,
    ListSeatOrders,
    OrderSeat,
    TakePaymentNews,
)
from genkan.server.households.sheets import Imprint, PrintSheets
from genkan.server.households.turning import Turning
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.payment_settings import PaymentMethod, PaymentSettings
from genkan.server.platform.secrets import Secrets
from genkan.server.platform.settings import Settings
from genkan.server.properties.accepting import AcceptInvitation, ListInvitations, RefuseInvitation
from genkan.server.properties.enlisting import FindLanguage
from genkan.server.properties.managers import (
    AddManager,
    ChangeManager,
    ListManagers,
    ManagersGround,
    RemoveManager,
    ResetSecondFactor,
    SendManagerAgain,
)
from genkan.server.properties.places import (
    AddHomes,
    ChangeBuilding,
    CreateBuilding,
    CreateProperty,
    ListProperties,
    RenameProperty,
)
from genkan.server.properties.routes import PropertyMounts
from genkan.server.properties.routes import build_router as build_properties_router
from genkan.server.properties.settings import ChangeSettings, GetSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everything about properties, households and those who live there."""

    router: APIRouter
    turning: Turning
    issuing: Issuing


def build_people(
    settings: Settings, secrets: Secrets, *, database: Database, bus: Bus, clock: Clock
) -> People:
    """Put it together."""
    ground = HouseholdGround(database=database, bus=bus, clock=clock, keys=CredentialKeys())
    router = APIRouter()
    router.include_router(_properties(database, bus, clock))
    imprint = Imprint(
        public_url=settings.public_url,
        server_id=secrets.server_id,
        derivation=Derivation(secrets.server_key),
    )
    router.include_router(_households(ground, settings, imprint))
    issuing = Issuing(ground, per_minute=settings.rates.account_mails_per_minute)
    return People(router=router, turning=Turning(ground), issuing=issuing)


def _properties(database: Database, bus: Bus, clock: Clock) -> APIRouter:
    managers = ManagersGround(database=database, bus=bus, clock=clock)
    return build_properties_router(
        PropertyMounts(
            list_properties=ListProperties(database),
            create_property=CreateProperty(database, bus, clock),
            rename_property=RenameProperty(database),
            create_building=CreateBuilding(database),
            change_building=ChangeBuilding(database),
            add_homes=AddHomes(database),
            get_settings=GetSettings(database),
            change_settings=ChangeSettings(database),
            list_managers=ListManagers(managers),
            add_manager=AddManager(managers),
            change_manager=ChangeManager(managers),
            send_manager_again=SendManagerAgain(managers),
            remove_manager=RemoveManager(managers),
            reset_second_factor=ResetSecondFactor(managers),
            list_invitations=ListInvitations(database, HouseholdNumbers(), clock),
            accept_invitation=AcceptInvitation(database, bus, clock, Book(clock)),
            refuse_invitation=RefuseInvitation(database, clock, Book(clock)),
            find_language=FindLanguage(database),
        )
    )


def _payments(settings: PaymentSettings) -> Payments:
    return StripePayments(settings) if settings.method is PaymentMethod.STRIPE else InvoicePayments()


def _households(ground: HouseholdGround, settings: Settings, imprint: Imprint) -> APIRouter:
    payments, public_url = _payments(settings.payments), settings.public_url
    return build_households_router(
        HouseholdMounts(
            list_homes=ListHomes(ground.database, ground.clock),
            remove_home=RemoveHome(ground.database),
            preview_import=PreviewImport(ground),
            import_residents=ImportResidents(ground),
            list_accounts=ListAccounts(ground.database, ground.clock),
            start_issue=StartIssue(ground.database, ground.clock),
            change_issue=ChangeIssue(ground.database, ground.clock),
            print_sheets=PrintSheets(ground.database, ground.clock, imprint),
            print_manual=PrintManual(ground.database, find_web_dist() / "resident" / "manual"),
            account_mails_per_minute=settings.rates.account_mails_per_minute,
            move_in=MoveIn(ground),
            move_out=MoveOut(ground),
            cancel_move_out=CancelMoveOut(ground),
            get_family=GetFamily(ground),
            get_contact_card=GetContactCard(ground.database),
            add_member=AddMember(ground),
            change_member=ChangeMember(ground),
            remove_member=RemoveMember(ground),
            add_dependent=AddDependent(ground),
            send_again=SendAgain(ground),
            hand_over=HandOver(ground),
            stop_member_devices=StopMemberDevices(ground),
            stop_resident_devices=StopResidentDevices(ground),
            find_language=FindLanguage(ground.database),
            order_seat=OrderSeat(ground.database, payments, ground.clock, public_url=public_url),
            list_seat_orders=ListSeatOrders(ground.database),
            confirm_seat=ConfirmSeat(ground.database, ground.clock),
            cancel_seat=CancelSeat(ground.database, ground.clock),
            take_payment_news=TakePaymentNews(ground.database, payments, ground.clock),
            payment_method=payments.method,
        )
    )
