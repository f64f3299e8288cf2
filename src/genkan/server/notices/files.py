"""What may be attached to a notice: a PDF as it is, a picture drawn anew.

What a file is, its content says. A picture is decoded and written again: what a camera wrote about place
and owner is gone, and nothing hidden behind the picture passes on. A PDF cannot be drawn anew without losing
what it is for; browsers show it in a sandbox of ours.
"""

import io
import warnings

from PIL import Image, ImageOps

from genkan.server.notices.errors import FileTooLarge, FileUnfit

FILE_LIMIT_BYTES = 10 * 2**20  # a scanned leaflet of some pages
PIXEL_LIMIT = 40_000_000  # of a telephone's camera; decoded 120 MB
LONGEST_SIDE_PX = 2_400  # an A4 page at 200 dpi is read well on a phone
PICTURES = ("JPEG", "PNG", "WEBP")
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
    return _draw_anew(content), JPEG


def _draw_anew(content: bytes) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
                if picture.width * picture.height > PIXEL_LIMIT:
                    raise FileTooLarge
                picture.draft("RGB", (LONGEST_SIDE_PX, LONGEST_SIDE_PX))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE_PX, LONGEST_SIDE_PX))
                return _write(upright)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise FileTooLarge from None
    except (OSError, ValueError, SyntaxError, EOFError):  # whatever a broken file makes the decoders say
        raise FileUnfit from None


def _write(picture: Image.Image) -> bytes:
    """Write the pixels, and nothing else, on white where they are transparent."""
    opaque = picture.convert("RGBA")
    paper = Image.new("RGB", opaque.size, "white")
    paper.paste(opaque, mask=opaque.getchannel("A"))
    written = io.BytesIO()
    paper.save(written, "JPEG", quality=85, optimize=True)
    return written.getvalue()
