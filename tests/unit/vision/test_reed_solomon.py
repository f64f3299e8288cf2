import pytest
from hypothesis import given
from hypothesis import strategies as st

from genkan.vision.reed_solomon import POWER, correct

PARITY = 16


def encode(message: list[int]) -> list[int]:
    """Append the check bytes the slow way: by dividing."""
    generator = [1]
    for root in range(PARITY):
        shifted, scaled = [*generator, 0], [0, *(times(factor, POWER[root]) for factor in generator)]
        generator = [one ^ other for one, other in zip(shifted, scaled, strict=True)]
    rest = [*message, *[0] * PARITY]
    for place in range(len(message)):
        factor = rest[place]
        for step, part in enumerate(generator):
            rest[place + step] ^= times(factor, part)
    return [*message, *rest[-PARITY:]]


def times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left, right = (left << 1) ^ (0x11D if left & 0x80 else 0), right >> 1
    return product


MESSAGES = st.lists(st.integers(0, 255), min_size=28, max_size=28)


@given(MESSAGES, st.randoms(use_true_random=False), st.integers(0, PARITY))
def test_errors_and_erasures_within_the_bound_are_corrected(
    message: list[int], random: object, erased: int
) -> None:
    assert hasattr(random, "sample")
    assert hasattr(random, "randrange")
    codeword = encode(message)
    places = random.sample(range(len(codeword)), erased + (PARITY - erased) // 2)
    damaged = list(codeword)
    for place in places:
        damaged[place] = random.randrange(256)
    assert correct(damaged, PARITY, places[:erased]) == codeword


@given(MESSAGES)
def test_an_unharmed_codeword_stays(message: list[int]) -> None:
    codeword = encode(message)
    assert correct(codeword, PARITY) == codeword


@pytest.mark.parametrize("erased", [PARITY + 1, PARITY + 5])
def test_more_erasures_than_check_bytes_are_refused(erased: int) -> None:
    assert correct([0] * 44, PARITY, range(erased)) is None


@given(st.lists(st.integers(0, 255), min_size=44, max_size=44))
def test_noise_is_refused_or_corrected_into_a_codeword(noise: list[int]) -> None:
    corrected = correct(noise, PARITY)
    assert corrected is None or encode(corrected[:28]) == corrected
