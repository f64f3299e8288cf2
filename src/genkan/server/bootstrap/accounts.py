"""Accounts and every way in, put together."""

from fastapi import FastAPI

from genkan.server.accounts.consents import GiveConsent
from genkan.server.accounts.devices import EndDevice, ListDevices, StopDevices
from genkan.server.accounts.own_data import EraseSelf, ExportOwnData
from genkan.server.accounts.passwords import PasswordChecks
from genkan.server.accounts.profile import (
    ChangeAddress,
    ChangePassword,
    ChangeProfile,
    GetProfile,
    RequestAddressCode,
)
from genkan.server.accounts.proof import Prove, RequestProofCode
from genkan.server.accounts.reset import RequestReset, ResetPassword
from genkan.server.accounts.routes import build_router
from genkan.server.accounts.routes.own import OwnAccount, build_own_router
from genkan.server.accounts.routes.ways_in import WaysIn, build_ways_in_router
from genkan.server.accounts.service import GetMe, SignOut
from genkan.server.accounts.sign_in import SignIn
from genkan.server.accounts.sign_in_by_code import CheckResetCode, RequestCode, SignInByCode
from genkan.server.accounts.sign_in_by_link import (
    LookAtLink,
    MakeHandOver,
    RequestLink,
    SignInByHandOver,
    SignInByLink,
)
from genkan.server.bootstrap.own_records import Keeping
from genkan.server.bootstrap.places import PropertyPlaces
from genkan.server.credentials.service import CredentialKeys
from genkan.server.platform.bus import Bus
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.derive import Derivation
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.settings import Settings, SignInSettings


def mount_accounts(
    api: FastAPI,
    settings: Settings,
    *,
    database: Database,
    bus: Bus,
    clock: Clock,
    derivation: Derivation,
    server_id: str,
    keeping: Keeping,
) -> None:
    """Mount everything about one's own account."""
    places, limits = PropertyPlaces(), settings.sign_in
    checks = PasswordChecks(threads=limits.hash_threads, queue=limits.hash_queue)
    ways = _build_ways(
        settings, database=database, bus=bus, clock=clock, derivation=derivation, checks=checks
    )
    api.include_router(
        build_router(
            sign_in=SignIn(
                database=database,
                clock=clock,
                checks=checks,
                places=places,
                limits=limits,
                derivation=derivation,
            ),
            sign_out=SignOut(database, bus),
            get_me=GetMe(database, places, clock),
            server_id=server_id,
        )
    )
    api.include_router(build_ways_in_router(ways, server_id))
    api.include_router(
        build_own_router(
            _build_own(
                settings,
                database=database,
                bus=bus,
                clock=clock,
                derivation=derivation,
                checks=checks,
                export_own_data=ExportOwnData(database, clock, keeping.records),
                erase_self=EraseSelf(
                    database=database, bus=bus, clock=clock, blobs=keeping.blobs, records=keeping.records
                ),
            )
        )
    )


def _build_ways(
    settings: Settings,
    *,
    database: Database,
    bus: Bus,
    clock: Clock,
    derivation: Derivation,
    checks: PasswordChecks,
) -> WaysIn:
    places, limits = PropertyPlaces(), settings.sign_in
    pace = _pace(limits)
    return WaysIn(
        look_at_link=LookAtLink(database=database, clock=clock, derivation=derivation),
        sign_in_by_link=SignInByLink(database=database, clock=clock, derivation=derivation, places=places),
        request_link=RequestLink(database=database, clock=clock, derivation=derivation),
        make_hand_over=MakeHandOver(database=database, clock=clock, derivation=derivation),
        sign_in_by_hand_over=SignInByHandOver(
            database=database, clock=clock, derivation=derivation, places=places, limits=limits
        ),
        request_code=RequestCode(database=database, clock=clock, derivation=derivation, pace=pace),
        sign_in_by_code=SignInByCode(database=database, clock=clock, derivation=derivation, places=places),
        request_reset=RequestReset(database=database, clock=clock, derivation=derivation, pace=pace),
        check_reset_code=CheckResetCode(database=database, clock=clock, derivation=derivation),
        reset_password=ResetPassword(
            database=database,
            bus=bus,
            clock=clock,
            derivation=derivation,
            checks=checks,
            places=places,
            longest_password=limits.longest_password,
        ),
        stop_devices=StopDevices(
            database=database, bus=bus, clock=clock, derivation=derivation, keys=CredentialKeys()
        ),
    )


def _pace(limits: SignInSettings) -> RateLimit:
    """Pace what sends something by network: nobody makes us text half a town."""
    attempts, window = limits.address_attempts, limits.address_window
    return RateLimit(per_second=attempts / window.total_seconds(), burst=attempts)


def _build_own(
    settings: Settings,
    *,
    database: Database,
    bus: Bus,
    clock: Clock,
    derivation: Derivation,
    checks: PasswordChecks,
    export_own_data: ExportOwnData,
    erase_self: EraseSelf,
) -> OwnAccount:
    limits = settings.sign_in
    return OwnAccount(
        request_proof_code=RequestProofCode(database=database, clock=clock, derivation=derivation),
        prove=Prove(database=database, clock=clock, derivation=derivation, checks=checks, limits=limits),
        get_profile=GetProfile(database),
        change_profile=ChangeProfile(database),
        request_address_code=RequestAddressCode(database=database, clock=clock, derivation=derivation),
        change_address=ChangeAddress(database=database, clock=clock, derivation=derivation),
        change_password=ChangePassword(
            database=database,
            bus=bus,
            clock=clock,
            checks=checks,
            longest_password=limits.longest_password,
        ),
        list_devices=ListDevices(database),
        end_device=EndDevice(database, bus),
        give_consent=GiveConsent(database, clock),
        export_own_data=export_own_data,
        erase_self=erase_self,
    )
