"""Accounts and every way in, put together."""

from fastapi import FastAPI

from genkan.server.accounts.consents import GiveConsent
from genkan.server.accounts.devices import EndDevice, ListDevices, StopDevices
from genkan.server.accounts.own_data import EraseSelf, ExportOwnData
from genkan.server.accounts.own_passkeys import (
    AddPasskey,
    BeginPasskey,
    OfferPasskey,
    RemovePasskey,
    SignInByPasskey,
)
from genkan.server.accounts.passkeys import PasskeyDesk
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
from genkan.server.accounts.routes.cookies import ask_for_second_factor
from genkan.server.accounts.routes.own import OwnAccount, build_own_router
from genkan.server.accounts.routes.security import SecondFactors, build_security_router
from genkan.server.accounts.routes.ways_in import WaysIn, build_ways_in_router
from genkan.server.accounts.second_step import LookAtStep, TakeSecondStep
from genkan.server.accounts.security import GetSecurity, RenewRecoveryCodes
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
from genkan.server.accounts.totp import BeginTotp, ConfirmTotp, RemoveTotp, TotpVault
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
    factors = build_factors(
        settings, database=database, bus=bus, clock=clock, derivation=derivation, checks=checks
    )
    api.include_router(build_security_router(factors, server_id))
    ask_for_second_factor(api)
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


def build_factors(
    settings: Settings,
    *,
    database: Database,
    bus: Bus,
    clock: Clock,
    derivation: Derivation,
    checks: PasswordChecks,
) -> SecondFactors:
    """Put together what second factors are brought and kept by."""
    places, limits = PropertyPlaces(), settings.sign_in
    desk, vault = PasskeyDesk(settings.public_url), TotpVault(derivation)
    return SecondFactors(
        look_at_step=LookAtStep(database=database, clock=clock, desk=desk),
        take_second_step=TakeSecondStep(
            database=database,
            clock=clock,
            derivation=derivation,
            places=places,
            vault=vault,
            desk=desk,
            limits=limits,
        ),
        offer_passkey=OfferPasskey(database=database, clock=clock, desk=desk, pace=_pace(limits)),
        sign_in_by_passkey=SignInByPasskey(database=database, clock=clock, places=places, desk=desk),
        request_proof_code=RequestProofCode(database=database, clock=clock, derivation=derivation),
        prove=Prove(database=database, clock=clock, derivation=derivation, checks=checks, limits=limits),
        change_password=ChangePassword(
            database=database, bus=bus, clock=clock, checks=checks, longest_password=limits.longest_password
        ),
        get_security=GetSecurity(database=database, clock=clock, places=places),
        begin_totp=BeginTotp(database=database, clock=clock, vault=vault),
        confirm_totp=ConfirmTotp(
            database=database, bus=bus, clock=clock, derivation=derivation, vault=vault, limits=limits
        ),
        remove_totp=RemoveTotp(database=database, clock=clock),
        begin_passkey=BeginPasskey(database=database, clock=clock, desk=desk),
        add_passkey=AddPasskey(database=database, bus=bus, clock=clock, derivation=derivation, desk=desk),
        remove_passkey=RemovePasskey(database=database, clock=clock),
        renew_recovery_codes=RenewRecoveryCodes(database=database, clock=clock, derivation=derivation),
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
            database=database, bus=bus, clock=clock, checks=checks, longest_password=limits.longest_password
        ),
        list_devices=ListDevices(database, clock),
        end_device=EndDevice(database, bus),
        give_consent=GiveConsent(database, clock),
        export_own_data=export_own_data,
        erase_self=erase_self,
    )
