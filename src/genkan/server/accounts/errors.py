"""What keeps somebody from signing in."""

from genkan.server.platform.errors import DomainError


class WrongPassword(DomainError):
    """No account has this user name and password; which of the two is wrong is not said."""

    type = "wrong-password"


class SignInBusy(DomainError):
    """More people sign in at this moment than passwords can be checked."""

    type = "sign-in-busy"
