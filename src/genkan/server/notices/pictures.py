"""Pictures of notices, drawn anew."""

import io
import warnings

from PIL import Image, ImageOps

from genkan.server.notices.errors import FileTooLarge, FileUnfit

PIXEL_LIMIT = 40_000_000  # of a telephone's camera; decoded 120 MB
LONGEST_SIDE_PX = 2_400  # an A4 page at 200 dpi is read well on a phone
PICTURES = ("JPEG", "PNG", "WEBP")


def draw_anew(content: bytes) -> bytes:
    """Give the picture as an upright JPEG of its pixels alone. Raises FileTooLarge, FileUnfit."""
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
