"""P5: the decision at the station about a PIN and a QR key, beside one SHA-256.

The deliberate hash of a PIN is left out on both sides: it is slow on purpose, and the same everywhere.
"""

import gc
import hashlib
import time
from collections.abc import Callable, Sequence

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Outcome
from genkan.bench.plan import Plan
from genkan.core.access import Granted
from genkan.core.credentials import hash_key
from genkan.core.schedules import every_day
from genkan.station.store.snapshot import Snapshot
from genkan.wire.ids import new_id
from genkan.wire.rights import CredentialEntry, RightEntry, SnapshotHeader
from genkan.wire.schedule import write_schedule

HOMES = 5_000
DOOR = "d" * 32
NOW_MS = 1_795_424_400_000
ROUNDS = 15


async def measure(plan: Plan) -> Outcome:
    """Decide about every PIN and every key of a large property, in turn with the floor."""
    keys = [index.to_bytes(16) for index in range(HOMES)]
    verifiers = [hashlib.sha256(b"pin" + key).digest() for key in keys]
    snapshot = _fill(keys, verifiers)
    pins: dict[str, list[Sequence[float]]] = {GENKAN: [], FLOOR: []}
    qrs: dict[str, list[Sequence[float]]] = {GENKAN: [], FLOOR: []}

    def enter_pin(verifier: bytes) -> bool:
        return snapshot.find_pins(verifier)[0].decide(DOOR, NOW_MS, 0).__class__ is Granted

    def show_key(key: bytes) -> bool:
        kept = snapshot.find_key(hash_key(key))
        return kept is not None and kept.decide(DOOR, NOW_MS, 0).__class__ is Granted

    _time(show_key, keys)  # what each was decided lately is known from here on
    _time(enter_pin, verifiers)
    for number in range(plan.choose(ROUNDS, 3)):
        plan.say(f"decisions {number + 1}")
        pins[FLOOR].append([_time(_hash_once, keys)])
        pins[GENKAN].append([_time(enter_pin, verifiers)])
        qrs[FLOOR].append([_time(_hash_once, keys)])
        qrs[GENKAN].append([_time(show_key, keys)])
    bounds = (Bound("goal", 2.0),)
    return Outcome(
        (
            Figure(
                key="p5.pin", title="PIN among 5,000 homes → decision", unit="µs", rounds=pins, bounds=bounds
            ),
            Figure(key="p5.qr", title="QR key among 5,000 → decision", unit="µs", rounds=qrs, bounds=bounds),
        )
    )


def _fill(keys: Sequence[bytes], verifiers: Sequence[bytes]) -> Snapshot:
    right = RightEntry(
        doors=[DOOR], since_ms=NOW_MS - 86_400_000, schedules=(write_schedule(every_day(0, 1_440)),)
    )
    header = SnapshotHeader(time_zone="Asia/Tokyo", salt=b"s", cost=2, stations={})
    snapshot = Snapshot(header=header, number=1, epoch="e")
    snapshot.put(
        CredentialEntry(credential_id=new_id(), kind="pin", verifier=verifier, rights=[right], length=6)
        for verifier in verifiers
    )
    snapshot.put(
        CredentialEntry(credential_id=new_id(), kind="qr", verifier=hash_key(key), rights=[right])
        for key in keys
    )
    return snapshot


def _hash_once(key: bytes) -> bool:
    return bool(hashlib.sha256(key).digest())


def _time(work: Callable[[bytes], bool], inputs: Sequence[bytes]) -> float:
    """Give the microseconds of CPU that the work takes for one input; all of it must succeed."""
    gc.disable()
    begun = time.process_time()  # nothing here waits: what others do meanwhile is not our time
    done = 0
    for each in inputs:
        done += work(each)
    lasted_s = time.process_time() - begun
    gc.enable()
    if done != len(inputs):
        raise ValueError("something was denied")
    return lasted_s / len(inputs) * 1e6
