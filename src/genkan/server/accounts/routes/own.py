"""The HTTP mounts of what somebody signed in does with their own account."""

from dataclasses import dataclass

from fastapi import APIRouter, Request

from genkan.server.accounts.addresses import parse_email
from genkan.server.accounts.consents import GiveConsent
from genkan.server.accounts.devices import EndDevice, ListDevices
from genkan.server.accounts.names import parse_name
from genkan.server.accounts.own_data import EraseSelf, ExportOwnData
from genkan.server.accounts.own_schemas import OwnDataOut
from genkan.server.accounts.profile import (
    ChangeAddress,
    ChangePassword,
    ChangeProfile,
    GetProfile,
    Names,
    NewAddress,
    RequestAddressCode,
)
from genkan.server.accounts.proof import Prove, RequestProofCode
from genkan.server.accounts.routes.cookies import address_of
from genkan.server.accounts.schemas import (
    CodeSentOut,
    ConsentIn,
    DeviceOut,
    DevicesOut,
    EmailCodeIn,
    EmailIn,
    MobileCodeIn,
    MobileIn,
    PasswordIn,
    ProfileIn,
    ProfileOut,
    ProofIn,
    TypedDigits,
)
from genkan.server.accounts.telephone import parse_landline, parse_mobile
from genkan.server.messages.service import Channel
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.web import ResidentPerson, mounts


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """The use cases mounted here."""

    request_proof_code: RequestProofCode
    prove: Prove
    get_profile: GetProfile
    change_profile: ChangeProfile
    request_address_code: RequestAddressCode
    change_address: ChangeAddress
    change_password: ChangePassword
    list_devices: ListDevices
    end_device: EndDevice
    give_consent: GiveConsent
    export_own_data: ExportOwnData
    erase_self: EraseSelf


def build_own_router(own: OwnAccount) -> APIRouter:
    """Mount them for the resident app."""
    router = APIRouter(prefix="/api/app/me", tags=["account"])
    _mount_proof(router, own)
    _mount_profile(router, own)
    _mount_addresses(router, own)
    _mount_devices(router, own)
    _mount_data(router, own)
    return router


def _mount_proof(router: APIRouter, own: OwnAccount) -> None:
    @router.post("/proof/code", openapi_extra=mounts("accounts.request_proof_code"))
    async def post_proof_code(person: ResidentPerson) -> CodeSentOut:
        """Send the asker a code."""
        return CodeSentOut.of(await own.request_proof_code(person))

    @router.post("/proof", openapi_extra=mounts("accounts.prove"), status_code=204)
    async def post_proof(request: Request, person: ResidentPerson, body: ProofIn) -> None:
        """Take password or code again."""
        if body.password is not None:
            await own.prove.by_password(person, body.password.get_secret_value(), address=address_of(request))
        elif body.code is not None:
            await own.prove.by_code(person, TypedDigits(code=body.code).digits)
        else:
            raise BadRequest


def _mount_profile(router: APIRouter, own: OwnAccount) -> None:
    @router.get("/profile", openapi_extra=mounts("accounts.get_profile"))
    async def get_profile(person: ResidentPerson) -> ProfileOut:
        """Give one's own data."""
        return ProfileOut.of(await own.get_profile(person))

    @router.put("/profile", openapi_extra=mounts("accounts.change_profile"))
    async def put_profile(person: ResidentPerson, body: ProfileIn) -> ProfileOut:
        """Change how one is called and written to."""
        names = Names(
            given_name=parse_name(body.given_name),
            family_name=parse_name(body.family_name),
            language=body.language,
            landline=parse_landline(body.landline) if body.landline else None,
        )
        return ProfileOut.of(await own.change_profile(person, names))

    @router.post("/password", openapi_extra=mounts("accounts.change_password"), status_code=204)
    async def post_password(person: ResidentPerson, body: PasswordIn) -> None:
        """Change one's password; every other device is signed out."""
        await own.change_password(person, body.password.get_secret_value())

    @router.post("/consent", openapi_extra=mounts("accounts.give_consent"), status_code=204)
    async def post_consent(person: ResidentPerson, body: ConsentIn) -> None:
        """Consent to the privacy policy."""
        await own.give_consent(person, version=body.version, language=body.language)


def _mount_addresses(router: APIRouter, own: OwnAccount) -> None:
    @router.post("/email/code", openapi_extra=mounts("accounts.request_address_code"))
    async def post_email_code(person: ResidentPerson, body: EmailIn) -> CodeSentOut:
        """Send a code to a new mail address."""
        new = NewAddress(channel=Channel.MAIL, address=parse_email(body.email))
        return CodeSentOut.of(await own.request_address_code(person, new))

    @router.post("/email", openapi_extra=mounts("accounts.change_address"))
    async def post_email(person: ResidentPerson, body: EmailCodeIn) -> ProfileOut:
        """Take a new mail address."""
        new = NewAddress(channel=Channel.MAIL, address=parse_email(body.email))
        return ProfileOut.of(await own.change_address(person, new, body.digits))

    @router.post("/mobile/code", openapi_extra=mounts("accounts.request_address_code"))
    async def post_mobile_code(person: ResidentPerson, body: MobileIn) -> CodeSentOut:
        """Send a code to a new mobile number."""
        new = NewAddress(channel=Channel.SMS, address=parse_mobile(body.mobile, region=body.region))
        return CodeSentOut.of(await own.request_address_code(person, new))

    @router.post("/mobile", openapi_extra=mounts("accounts.change_address"))
    async def post_mobile(person: ResidentPerson, body: MobileCodeIn) -> ProfileOut:
        """Take a new mobile number."""
        new = NewAddress(channel=Channel.SMS, address=parse_mobile(body.mobile, region=body.region))
        return ProfileOut.of(await own.change_address(person, new, body.digits))


def _mount_devices(router: APIRouter, own: OwnAccount) -> None:
    @router.get("/devices", openapi_extra=mounts("accounts.list_devices"))
    async def get_devices(person: ResidentPerson) -> DevicesOut:
        """List the devices one is signed in on."""
        devices = await own.list_devices(person)
        return DevicesOut(devices=[DeviceOut.of(device) for device in devices])

    @router.delete("/devices/{session_id}", openapi_extra=mounts("accounts.end_device"), status_code=204)
    async def delete_device(person: ResidentPerson, session_id: str) -> None:
        """Sign one of one's devices out."""
        await own.end_device(person, session_id)


def _mount_data(router: APIRouter, own: OwnAccount) -> None:
    @router.get("/export", openapi_extra=mounts("accounts.export_own_data"))
    async def get_export(person: ResidentPerson) -> OwnDataOut:
        """Give everything the account holds."""
        return OwnDataOut.of(await own.export_own_data(person))

    @router.delete("", openapi_extra=mounts("accounts.erase_self"), status_code=204)
    async def delete_self(person: ResidentPerson) -> None:
        """Erase one's account."""
        await own.erase_self(person)
