"""The run as one SVG: each figure's sides as bars, with its step and its goal as lines."""

from html import escape

from genkan.bench.figures import FLOOR, GENKAN, Figure
from genkan.bench.report import Report, format_number

WIDTH = 920
LEFT, RIGHT = 320, 150  # room for the titles and the numbers
BAR, GAP, HEAD, FOOT = 15, 5, 56, 34
BETWEEN = 20
COLOURS = {GENKAN: "#1f6f5c", FLOOR: "#9aa5a1"}
PEER_COLOUR = "#c9a46a"
GOAL_COLOUR, STEP_COLOUR = "#1d4ed8", "#c2410c"
STYLE = """
text { font: 13px system-ui, "Noto Sans CJK JP", sans-serif; fill: #1d2422 }
.title { font-weight: 600 } .small { font-size: 11px; fill: #5b6663 }
rect.paper { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  text { fill: #e6ebe9 } .small { fill: #a3aeab } rect.paper { fill: #161c1a }
}
"""


def draw_picture(report: Report) -> str:
    """Give the SVG. Each figure has its own scale; bars of one figure share it."""
    parts: list[str] = []
    top: float = HEAD
    for figure in report.figures:
        drawn, height = _draw_figure(figure, top)
        parts += drawn
        top += height + BETWEEN
    height = top + FOOT
    machine = report.machine
    caption = (
        f"{machine.taken_at[:10]} · Python {machine.python} · {machine.cores} cores · {machine.processor}"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" role="img">',
            "<title>Genkan beside its floors</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="paper" width="{WIDTH}" height="{height:.0f}" rx="8"/>',
            _text(20, 32, "Genkan beside its floors: shorter is better", "title"),
            _text(WIDTH - 20, 32, "goal", "small", anchor="end", colour=GOAL_COLOUR),
            _text(WIDTH - 60, 32, "step", "small", anchor="end", colour=STEP_COLOUR),
            *parts,
            _text(20, height - 14, caption, "small"),
            "</svg>\n",
        ]
    )


def _draw_figure(figure: Figure, top: float) -> tuple[list[str], float]:
    sides = [(side, value) for side in figure.rounds if (value := figure.value(side)) is not None]
    limits = _find_limits(figure)
    height = max(len(sides), 1) * (BAR + GAP)
    scale = (WIDTH - LEFT - RIGHT) / max([value for _, value in sides] + [at for at, _ in limits] + [1e-9])
    parts = [_text(20, top + BAR - 3, f"{figure.key.partition('.')[0].upper()} {figure.title}", "title")]
    for row, (side, value) in enumerate(sides):
        y = top + row * (BAR + GAP)
        colour = COLOURS.get(side, PEER_COLOUR)
        length = max(value * scale, 1)
        parts += [
            f'<rect x="{LEFT}" y="{y:.0f}" width="{length:.1f}" height="{BAR}" rx="3" fill="{colour}"/>',
            _text(LEFT + length + 8, y + BAR - 3, f"{side} {format_number(value)} {figure.unit}", "small"),
        ]
    for at, colour in limits:
        x = LEFT + at * scale
        parts.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top - 4:.0f}" y2="{top + BAR + 4:.0f}"'
            f' stroke="{colour}" stroke-width="1.5" stroke-dasharray="4 3"/>'
        )
    return parts, height


def _find_limits(figure: Figure) -> list[tuple[float, str]]:
    """Give each bound as a length of this figure's unit, with its colour."""
    limits = []
    for bound in figure.bounds:
        base = 1.0 if bound.of is None else figure.value(bound.of)
        if base is not None:
            limits.append((bound.at_most * base, GOAL_COLOUR if bound.label == "goal" else STEP_COLOUR))
    return limits


def _text(
    x: float, y: float, text: str, kind: str, *, anchor: str = "start", colour: str | None = None
) -> str:
    style = "" if colour is None else f' style="fill: {colour}"'
    return f'<text x="{x:.0f}" y="{y:.0f}" class="{kind}" text-anchor="{anchor}"{style}>{escape(text)}</text>'
