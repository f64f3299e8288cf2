"""What may be attached to a notice: a PDF as it is, a picture drawn anew.

What a file is, its content says. A picture is decoded and written again: what a camera wrote about place
and owner is gone, and nothing hidden behind the picture passes on. A PDF cannot be drawn anew without losing
what it is for; browsers show it in a sandbox of ours.
"""

from genkan.server.notices.errors import FileTooLarge, FileUnfit

FILE_LIMIT_BYTES = 10 * 2**20  # a scanned leaflet of some pages
PDF, JPEG = "application/pdf", "image/jpeg"
PDF_HEAD = b"%PDF-"
PDF_TAIL = b"%%EOF"
TAIL_BYTES = 2_048


def make_presentable(content: bytes) -> tuple[bytes, str]:
    """Give the content as residents get it, and its media type. Raises FileTooLarge, FileUnfit.

    Takes up to half a second of one core.
    """
    if len(content) > FILE_LIMIT_BYTES:
        raise FileTooLarge
    if content.startswith(PDF_HEAD):
        if PDF_TAIL not in content[-TAIL_BYTES:]:
            raise FileUnfit
        return content, PDF
    from genkan.server.notices.pictures import draw_anew  # noqa: PLC0415 - loads for 0.1 s, for this alone

    return draw_anew(content), JPEG
