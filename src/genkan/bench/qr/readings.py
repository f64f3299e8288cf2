"""P6: how long it takes to read a frame, and how many hard scenes are read, beside zxing-cpp alone."""

from collections import Counter

from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Outcome
from genkan.bench.plan import Plan
from genkan.bench.qr.folder import Picture, read_all, read_alone, read_with
from genkan.bench.qr.scenes import KINDS, draw_scene
from genkan.vision.qr import QrReader

SIDES = (GENKAN, FLOOR)


async def measure(plan: Plan) -> Outcome:
    """Draw every kind of scene anew each round and let both readers take turns at the pictures."""
    times: dict[str, list[list[float]]] = {side: [] for side in SIDES}
    missed: dict[str, list[list[float]]] = {side: [] for side in SIDES}
    misread = dict.fromkeys(SIDES, 0)
    read_of: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
    rounds, each = plan.choose(3, 1), plan.choose(8, 1)
    for number in range(rounds):
        plan.say(f"{len(KINDS)} kinds of scenes before the camera, round {number + 1}")
        pictures = [_draw(name, number * each + place) for name in KINDS for place in range(each)]
        results = dict(zip(SIDES, read_all(pictures, (read_with(QrReader()), read_alone)), strict=True))
        both = [ours.is_right and floor.is_right for ours, floor in zip(*results.values(), strict=True)]
        for side in SIDES:
            times[side].append([result.ms for result, read in zip(results[side], both, strict=True) if read])
            coded = [result for result in results[side] if result.picture.content is not None]
            missed[side].append([100 * sum(not result.is_right for result in coded) / len(coded)])
            misread[side] += sum(result.is_wrong for result in results[side])
            read_of[side].update(result.picture.name for result in coded if result.is_right)
    drawn = rounds * each
    kinds = [f"{name} {read_of[GENKAN][name]} ({read_of[FLOOR][name]})" for name in KINDS if name != "empty"]
    return Outcome((
        Figure(
            key="p6.time",
            title="QR: a frame that zxing-cpp alone reads too",
            unit="ms",
            rounds=times,
            bounds=(Bound("goal", 1.1),),
        ),
        Figure(
            key="p6.missed",
            title="QR: hard scenes that are not read",
            unit="%",
            rounds=missed,
            bounds=(Bound("goal", 1.0),),
            notes=(
                f"read of {drawn} a kind (by zxing-cpp alone): {', '.join(kinds)}",
                f"read wrongly: {misread[GENKAN]} (by zxing-cpp alone: {misread[FLOOR]})",
            ),
        ),
    ))  # fmt: skip


def _draw(name: str, seed: int) -> Picture:
    scene = draw_scene(name, seed)
    return Picture(name, scene.frame, scene.content)
