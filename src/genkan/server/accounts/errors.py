"""What keeps somebody from signing in, or an account from being as was asked."""

from genkan.server.platform.errors import DomainError


class WrongPassword(DomainError):
    """No account has this user name and password; which of the two is wrong is not said."""

    type = "wrong-password"


class SignInBusy(DomainError):
    """More people sign in at this moment than passwords can be checked."""

    type = "sign-in-busy"


class LinkUnknown(DomainError):
    """The link is none of ours, or damaged on its way."""

    type = "link-unknown"


class LinkUsed(DomainError):
    """The link has signed somebody in already; a new one can be asked for."""

    type = "link-used"


class LinkExpired(DomainError):
    """The link is too old; a new one can be asked for."""

    type = "link-expired"


class WrongCode(DomainError):
    """The code is wrong, too old, used, or tried too often; which of them is not said."""

    type = "wrong-code"


class CodePaced(DomainError):
    """So many codes were asked for that the next has to wait; there are other ways in."""

    type = "code-paced"


class SecondFactorNeeded(DomainError):
    """The first step was right; the second follows, and until then nobody is signed in."""

    type = "second-factor-needed"

    def __init__(self, *, step: str = "") -> None:
        super().__init__()
        self.step = step  # the token that lets the second step follow; it goes into a cookie


class SecondFactorWrong(DomainError):
    """The code is wrong, was used, or its time is over; or the passkey is none of the account's."""

    type = "second-factor-wrong"


class StepOver(DomainError):
    """Too much time has gone by since the first step, or it was never taken."""

    type = "step-over"


class FactorKnown(DomainError):
    """The authenticator app, or this passkey, is set up already."""

    type = "factor-known"


class PasskeysFull(DomainError):
    """The account has as many passkeys as it may; one of them can be removed."""

    type = "passkeys-full"


class PasskeyUnfit(DomainError):
    """What the browser brought is no passkey made for this server just now."""

    type = "passkey-unfit"


class MobileUnfit(DomainError):
    type = "mobile-unfit"


class LandlineUnfit(DomainError):
    type = "landline-unfit"


class CallerUnfit(DomainError):
    """Not a number that calls can come from."""

    type = "caller-unfit"


class EmailUnfit(DomainError):
    type = "email-unfit"


class NameUnfit(DomainError):
    type = "name-unfit"


class AddressMissing(DomainError):
    """A person needs a mail address or a mobile number."""

    type = "address-missing"


class PasswordUnfit(DomainError):
    """A new password is too short or too long."""

    type = "password-unfit"


class ProofNeeded(DomainError):
    """The change asks for the password, or a code, again."""

    type = "proof-needed"


class MasterNeeded(DomainError):
    """Whoever is the master of others hands the role on, or lets them go, before the account is erased."""

    type = "master-needed"


class AddressTaken(DomainError):
    """The verified address belongs to another account; said only to whoever has proved that it is theirs."""

    type = "address-taken"
