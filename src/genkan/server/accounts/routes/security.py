"""The HTTP mounts of second factors, brought when signing in; and what protects one's own account."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from genkan.server.accounts.own_passkeys import (
    AddPasskey,
    BeginPasskey,
    OfferPasskey,
    RemovePasskey,
    SignInByPasskey,
)
from genkan.server.accounts.profile import ChangePassword
from genkan.server.accounts.proof import Prove, RequestProofCode
from genkan.server.accounts.routes.cookies import address_of, caller_of, end_step, set_session, step_of
from genkan.server.accounts.schemas import CodeSentOut, MeOut, PasswordIn, ProofIn, TypedDigits
from genkan.server.accounts.second_step import LookAtStep, SecondFactor, TakeSecondStep
from genkan.server.accounts.security import GetSecurity, RenewRecoveryCodes
from genkan.server.accounts.security_schemas import (
    AskedOut,
    NewPasskeyIn,
    NewPasskeyOut,
    NewTotpOut,
    PasskeyAddedOut,
    PasskeySignInIn,
    RecoveryCodesOut,
    SecondCodeIn,
    SecurityOut,
    StepIn,
    StepOut,
)
from genkan.server.accounts.totp import BeginTotp, ConfirmTotp, RemoveTotp
from genkan.server.platform.errors import BadRequest
from genkan.server.platform.web import PortalPerson, mounts


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactors:
    """The use cases mounted here."""

    look_at_step: LookAtStep
    take_second_step: TakeSecondStep
    offer_passkey: OfferPasskey
    sign_in_by_passkey: SignInByPasskey
    request_proof_code: RequestProofCode
    prove: Prove
    change_password: ChangePassword
    get_security: GetSecurity
    begin_totp: BeginTotp
    confirm_totp: ConfirmTotp
    remove_totp: RemoveTotp
    begin_passkey: BeginPasskey
    add_passkey: AddPasskey
    remove_passkey: RemovePasskey
    renew_recovery_codes: RenewRecoveryCodes


def build_security_router(use: SecondFactors, server_id: str) -> APIRouter:
    """Mount them."""
    entry = APIRouter(prefix="/api/sign-in", tags=["account"])
    _mount_step(entry, use, server_id)
    _mount_passkey_entry(entry, use, server_id)
    own = APIRouter(prefix="/api/portal/me", tags=["account"])
    _mount_proof(own, use)
    _mount_totp(own, use)
    _mount_passkeys(own, use)
    router = APIRouter()
    router.include_router(entry)
    router.include_router(own)
    return router


def _mount_step(router: APIRouter, use: SecondFactors, server_id: str) -> None:
    @router.post("/second/look", openapi_extra=mounts("accounts.look_at_step"))
    async def post_look(request: Request, body: StepIn) -> StepOut:
        """Say by what the second step can be taken."""
        return StepOut.of(await use.look_at_step(step_of(request), body.app))

    @router.post("/second/code", openapi_extra=mounts("accounts.take_second_step"))
    async def post_code(request: Request, response: Response, body: SecondCodeIn) -> MeOut:
        """Take the second step by a code of the authenticator app, or a recovery code."""
        caller = caller_of(request, app=body.app, device_label=body.device_label)
        signed = await use.take_second_step(SecondFactor(token=step_of(request), code=body.digits), caller)
        end_step(response)
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)

    @router.post("/second/passkey", openapi_extra=mounts("accounts.take_second_step"))
    async def post_passkey(request: Request, response: Response, body: PasskeySignInIn) -> MeOut:
        """Take the second step by a passkey."""
        caller = caller_of(request, app=body.app, device_label=body.device_label)
        signed = await use.take_second_step(
            SecondFactor(token=step_of(request), passkey=body.signed.to_signed()), caller
        )
        end_step(response)
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)


def _mount_passkey_entry(router: APIRouter, use: SecondFactors, server_id: str) -> None:
    @router.post("/passkey/offer", openapi_extra=mounts("accounts.offer_passkey"))
    async def post_offer(request: Request) -> AskedOut:
        """Give what a passkey has to sign that signs in alone."""
        return AskedOut.of(await use.offer_passkey(address=address_of(request)))

    @router.post("/passkey", openapi_extra=mounts("accounts.sign_in_by_passkey"))
    async def post_alone(request: Request, response: Response, body: PasskeySignInIn) -> MeOut:
        """Sign in by a passkey alone."""
        caller = caller_of(request, app=body.app, device_label=body.device_label)
        signed = await use.sign_in_by_passkey(body.signed.to_signed(), caller)
        set_session(response, body.app, signed)
        return MeOut.of(signed.me, server_id)


def _mount_proof(router: APIRouter, use: SecondFactors) -> None:
    @router.post("/proof/code", openapi_extra=mounts("accounts.request_proof_code"))
    async def post_proof_code(person: PortalPerson) -> CodeSentOut:
        """Send the asker a code."""
        return CodeSentOut.of(await use.request_proof_code(person))

    @router.post("/proof", openapi_extra=mounts("accounts.prove"), status_code=204)
    async def post_proof(request: Request, person: PortalPerson, body: ProofIn) -> None:
        """Take password or code again."""
        if body.password is not None:
            await use.prove.by_password(person, body.password.get_secret_value(), address=address_of(request))
        elif body.code is not None:
            await use.prove.by_code(person, TypedDigits(code=body.code).digits)
        else:
            raise BadRequest

    @router.post("/password", openapi_extra=mounts("accounts.change_password"), status_code=204)
    async def post_password(person: PortalPerson, body: PasswordIn) -> None:
        """Choose or change one's password."""
        await use.change_password(person, body.password.get_secret_value())


def _mount_totp(router: APIRouter, use: SecondFactors) -> None:
    @router.get("/security", openapi_extra=mounts("accounts.get_security"))
    async def get_security(person: PortalPerson) -> SecurityOut:
        """Give what protects one's account."""
        return SecurityOut.of(await use.get_security(person))

    @router.post("/security/totp", openapi_extra=mounts("accounts.begin_totp"))
    async def post_totp(person: PortalPerson) -> NewTotpOut:
        """Begin to set up an authenticator app."""
        return NewTotpOut.of(await use.begin_totp(person))

    @router.post("/security/totp/confirm", openapi_extra=mounts("accounts.confirm_totp"))
    async def post_confirm(request: Request, person: PortalPerson, body: TypedDigits) -> RecoveryCodesOut:
        """Switch the authenticator app on by its first code."""
        codes = await use.confirm_totp(person, body.digits, address=address_of(request))
        return RecoveryCodesOut(recovery_codes=list(codes))

    @router.delete("/security/totp", openapi_extra=mounts("accounts.remove_totp"), status_code=204)
    async def delete_totp(person: PortalPerson) -> None:
        """Switch the authenticator app off."""
        await use.remove_totp(person)

    @router.post("/security/recovery-codes", openapi_extra=mounts("accounts.renew_recovery_codes"))
    async def post_codes(person: PortalPerson) -> RecoveryCodesOut:
        """Give new recovery codes; the old ones are void."""
        return RecoveryCodesOut(recovery_codes=list(await use.renew_recovery_codes(person)))


def _mount_passkeys(router: APIRouter, use: SecondFactors) -> None:
    @router.post("/security/passkeys/begin", openapi_extra=mounts("accounts.begin_passkey"))
    async def post_begin(person: PortalPerson) -> NewPasskeyOut:
        """Give what a new passkey has to sign."""
        return NewPasskeyOut.of(await use.begin_passkey(person))

    @router.post("/security/passkeys", openapi_extra=mounts("accounts.add_passkey"))
    async def post_passkey(person: PortalPerson, body: NewPasskeyIn) -> PasskeyAddedOut:
        """Add a passkey that the browser has made."""
        added = await use.add_passkey(person, body.to_made(), name=body.name)
        return PasskeyAddedOut(passkey_id=added.passkey_id, recovery_codes=list(added.recovery_codes))

    @router.delete(
        "/security/passkeys/{passkey_id}", openapi_extra=mounts("accounts.remove_passkey"), status_code=204
    )
    async def delete_passkey(person: PortalPerson, passkey_id: str) -> None:
        """Remove a passkey."""
        await use.remove_passkey(person, passkey_id)
