import numpy as np
import pytest
import segno

from genkan.vision.qr_decode import read_clean
from genkan.vision.qr_symbol import (
    TOTAL_CODEWORDS,
    deal_codewords,
    get_anatomy,
    get_mask,
    list_formats,
    write_symbol,
)
from genkan.vision.reed_solomon import correct

EVERY = [(version, level) for version in TOTAL_CODEWORDS for level in "LMQH"]


@pytest.mark.parametrize(("version", "level"), EVERY)
def test_a_symbol_of_another_program_is_taken_apart_and_put_together_again(version: int, level: str) -> None:
    code = segno.make("HELLO", version=version, error=level, boost_error=False, micro=False)
    modules = np.array([[bool(cell) for cell in row] for row in code.matrix])
    anatomy = get_anatomy(version)
    assert (modules[anatomy.is_known] == anatomy.is_dark[anatomy.is_known]).all()

    formats, bits = list_formats()
    first, second = (np.where(modules[copy[:, 0], copy[:, 1]], 1, -1) for copy in anatomy.formats)
    format_ = formats[int(np.argmax(bits @ first))]
    assert (format_.level, format_.mask) == (level, code.mask)
    assert (first == second).all()

    rows, columns = anatomy.data[:, 0], anatomy.data[:, 1]
    unmasked = (modules ^ get_mask(version, format_.mask))[rows, columns]
    codewords = [int(byte) for byte in np.packbits(unmasked[: 8 * TOTAL_CODEWORDS[version]])]
    blocks, parity = deal_codewords(version, level)
    for block in blocks:
        assert correct([codewords[place] for place in block], parity) == [codewords[place] for place in block]

    symbol = write_symbol(version, format_, codewords)
    assert (symbol == modules).all()
    assert read_clean(symbol) == "HELLO"
