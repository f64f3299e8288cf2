"""From believed modules to what is written in a symbol: format, check bytes, text."""

from collections.abc import Iterator

import numpy as np
import zxingcpp

from genkan.vision.qr_grid import Belief
from genkan.vision.qr_symbol import (
    TOTAL_CODEWORDS,
    Format,
    Grid,
    Truths,
    deal_codewords,
    get_anatomy,
    get_mask,
    list_formats,
    write_symbol,
)
from genkan.vision.reed_solomon import correct

MODEL_2 = zxingcpp.BarcodeFormats((zxingcpp.BarcodeFormat.QRCodeModel2,))
FORMATS_TRIED = 2
SPARE = 3  # check bytes left over: one chance in millions that noise passes for a codeword
AGREEMENT = 0.75  # of the modules with the symbol read


def decode(belief: Belief) -> str | None:
    """Give the text of the symbol, or None where too little of it can be believed."""
    for format_ in _rank_formats(belief)[:FORMATS_TRIED]:
        codewords = _correct_all(belief, format_)
        if codewords is None:
            continue
        symbol = write_symbol(belief.version, format_, codewords)
        if np.mean((belief.darkness > 0) == symbol) >= AGREEMENT:
            return read_clean(symbol)
    return None


def read_clean(symbol: Truths) -> str | None:
    """Give the text of a symbol drawn without a fault."""
    page = np.pad(np.where(symbol, 0, 255).astype(np.uint8), 4, constant_values=255)
    picture = np.kron(page, np.ones((4, 4), np.uint8))
    read = zxingcpp.read_barcode(picture, formats=MODEL_2, text_mode=zxingcpp.TextMode.Plain)
    return None if read is None or not read.valid else read.text


def _rank_formats(belief: Belief) -> list[Format]:
    formats, bits = list_formats()
    copies = get_anatomy(belief.version).formats
    seen = belief.darkness[copies[..., 0], copies[..., 1]].sum(axis=0)
    return [formats[place] for place in np.argsort(-(bits @ seen))]


def _correct_all(belief: Belief, format_: Format) -> list[int] | None:
    """Correct every block, believing ever fewer of its bytes (generalised minimum distance)."""
    anatomy = get_anatomy(belief.version)
    rows, columns = anatomy.data[:, 0], anatomy.data[:, 1]
    flips = np.where(get_mask(belief.version, format_.mask), -1, 1)
    bits = (belief.darkness * flips)[rows, columns][: 8 * TOTAL_CODEWORDS[belief.version]].reshape(-1, 8)
    read = np.packbits(bits > 0, axis=1).ravel()
    trust = np.abs(bits).min(axis=1)
    codewords = [int(byte) for byte in read]
    blocks, parity = deal_codewords(belief.version, format_.level)
    for block in blocks:
        corrected = _correct_block([codewords[place] for place in block], trust[list(block)], parity)
        if corrected is None:
            return None
        for place, byte in zip(block, corrected, strict=True):
            codewords[place] = byte
    return codewords


def _correct_block(block: list[int], trust: Grid, parity: int) -> list[int] | None:
    spare = SPARE
    doubtful = [int(place) for place in np.argsort(trust)]
    for erased in _erasures(parity - spare):
        corrected = correct(block, parity, doubtful[:erased])
        if corrected is None:
            continue
        gone = set(doubtful[:erased])
        wrong = sum(
            one != other and place not in gone
            for place, (one, other) in enumerate(zip(block, corrected, strict=True))
        )
        if 2 * wrong + erased <= parity - spare:
            return corrected
    return None


def _erasures(most: int) -> Iterator[int]:
    yield from range(0, most + 1, 2)
