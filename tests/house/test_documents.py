"""What the documents say is so: links lead somewhere, commands exist, settings are all there and no more."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"|<source[^>]+srcset=\"([^\"]+)\"")


def read_documents() -> dict[str, str]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "*.md"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return {name: (ROOT / name).read_text("utf-8") for name in listed.stdout.split("\0") if name}


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_links_lead_somewhere() -> None:
    broken = []
    for name, text in read_documents().items():
        for match in LINK.finditer(text):
            target = next(group for group in match.groups() if group)
            if re.match(r"[a-z]+:", target):
                continue  # another site
            place, _, part = target.partition("#")
            path = (ROOT / name).parent / place if place else ROOT / name
            if not path.exists():
                broken.append(f"{name}: {target}")
            elif part and part not in {
                anchor(heading) for heading in re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
            }:
                broken.append(f"{name}: {target} (no such heading)")
    assert not broken


def test_every_make_target_that_is_told_of_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    told = {
        (name, target)
        for name, text in read_documents().items()
        for target in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)
    }
    assert told
    assert not {(name, target) for name, target in told if target not in targets}


def test_every_make_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for line in re.findall(r"^[a-z]+:.*$", makefile, re.MULTILINE):
        assert "## " in line, line


def test_both_readmes_tell_the_same_story() -> None:
    """The same sections, links and pictures, so that neither reader is told less."""

    def outline(text: str) -> tuple[list[int], set[str]]:
        places = {next(group for group in match.groups() if group) for match in LINK.finditer(text)}
        levels = [len(marks) for marks in re.findall(r"^(#+) ", text, re.MULTILINE)]
        shared = {
            re.sub(r"([-.])(ja|en)\b", r"\1xx", place) for place in places if not place.startswith("README")
        }
        return levels, shared

    documents = read_documents()
    assert outline(documents["README.ja.md"]) == outline(documents["README.md"])
