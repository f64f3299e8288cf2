"""Reed-Solomon over GF(256) as QR codes use it, with errors and erasures (ISO/IEC 18004, annex A)."""

from collections.abc import Sequence

PRIMITIVE = 0x11D


def _make_tables() -> tuple[tuple[int, ...], tuple[int, ...]]:
    powers, logs = [0] * 510, [0] * 256
    value = 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logs[value] = exponent
        value <<= 1
        if value > 0xFF:  # noqa: PLR2004 - a byte
            value ^= PRIMITIVE
    return tuple(powers), tuple(logs)


POWER, LOG = _make_tables()


def correct(block: Sequence[int], parity: int, erased: Sequence[int] = ()) -> list[int] | None:
    """Give the codeword nearest to the block, or None when it lies too far away.

    `parity` of its bytes are check bytes; `erased` names places whose byte is not to be believed. A codeword
    is found when twice the errors plus the erasures are at most `parity`.
    """
    if len(erased) > parity:
        return None
    syndromes = _compute_syndromes(block, parity)
    if not any(syndromes):
        return list(block)
    size = len(block)
    erasure_locator = [1]
    for place in erased:
        erasure_locator = _multiply(erasure_locator, [1, POWER[size - 1 - place]])
    locator = _find_locator(syndromes, erasure_locator, len(erased), parity)
    if locator is None:
        return None
    places = _find_places(locator, size)
    if len(places) != len(locator) - 1:
        return None
    return _repair(block, syndromes, locator, places, parity)


def _compute_syndromes(block: Sequence[int], parity: int) -> list[int]:
    """Give the values at the generator's roots; all zero for a codeword."""
    syndromes = []
    for root in range(parity):
        value = 0
        for byte in block:
            value = (POWER[LOG[value] + root] if value else 0) ^ byte
        syndromes.append(value)
    return syndromes


def _find_locator(syndromes: list[int], erasures: list[int], erased: int, parity: int) -> list[int] | None:
    """Run Berlekamp and Massey's algorithm, begun with what is known to be erased (lowest power first)."""
    locator, spare = erasures[:], erasures[:]
    length = erased
    for step in range(erased, parity):
        discrepancy = 0
        for power, factor in enumerate(locator):
            if power <= step:
                discrepancy ^= _times(factor, syndromes[step - power])
        spare = [0, *spare]
        if not discrepancy:
            continue
        changed = _add(locator, [_times(discrepancy, factor) for factor in spare])
        if 2 * length <= step + erased:
            length = step + 1 + erased - length
            inverse = POWER[255 - LOG[discrepancy]]
            spare = [_times(inverse, factor) for factor in locator]
        locator = changed
    while len(locator) > 1 and not locator[-1]:
        locator.pop()
    return locator if len(locator) - 1 == length and 2 * length - erased <= parity else None


def _find_places(locator: list[int], size: int) -> list[int]:
    """Give the places in the block whose bytes are wrong (Chien's search)."""
    return [place for place in range(size) if not _evaluate(locator, POWER[(255 - (size - 1 - place)) % 255])]


def _repair(
    block: Sequence[int], syndromes: list[int], locator: list[int], places: list[int], parity: int
) -> list[int] | None:
    """Compute by how much each place is wrong (Forney's formula)."""
    evaluator = _multiply(syndromes, locator)[:parity]
    slope = [factor if power % 2 else 0 for power, factor in enumerate(locator)][1:]
    size = len(block)
    repaired = list(block)
    for place in places:
        inverse = POWER[(255 - (size - 1 - place)) % 255]
        below = _evaluate(slope, inverse)
        if not below:
            return None
        wrong = _times(_evaluate(evaluator, inverse), POWER[255 - LOG[below]])
        repaired[place] ^= _times(wrong, POWER[size - 1 - place])
    return repaired if not any(_compute_syndromes(repaired, parity)) else None


def _times(left: int, right: int) -> int:
    return POWER[LOG[left] + LOG[right]] if left and right else 0


def _add(left: list[int], right: list[int]) -> list[int]:
    size = max(len(left), len(right))
    padded = (side + [0] * (size - len(side)) for side in (left, right))
    return [one ^ other for one, other in zip(*padded, strict=True)]


def _multiply(left: list[int], right: list[int]) -> list[int]:
    product = [0] * (len(left) + len(right) - 1)
    for place, factor in enumerate(left):
        if factor:
            for other, times in enumerate(right):
                product[place + other] ^= _times(factor, times)
    return product


def _evaluate(polynomial: Sequence[int], at: int) -> int:
    value = 0
    for factor in reversed(polynomial):
        value = _times(value, at) ^ factor
    return value
