"""What keeps a notice from being written."""

from genkan.server.platform.errors import DomainError


class NoticeUnfit(DomainError):
    """Its time is none, or it is addressed to nobody of the property."""

    type = "notice-unfit"


class NoticeWithdrawn(DomainError):
    """It was taken back: nothing of it can be changed any more."""

    type = "notice-withdrawn"


class FileUnfit(DomainError):
    """The file is no PDF and no picture that can be shown, whatever its name says."""

    type = "file-unfit"


class FileTooLarge(DomainError):
    type = "file-too-large"
