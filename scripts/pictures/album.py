"""Where pictures go: one file each, a contact sheet for each app, and the chosen ones for the documents."""

import base64
import io
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
LANGUAGES = ("ja", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A window."""

    name: str
    width: int
    height: int


PHONE = Size(name="phone", width=390, height=844)
DESKTOP = Size(name="desktop", width=1280, height=800)
PORTRAIT = Size(name="portrait", width=800, height=1280)
LANDSCAPE = Size(name="landscape", width=1280, height=800)

SIZES_OF_APP = {
    "resident": (PHONE, DESKTOP),
    "panel": (PORTRAIT, LANDSCAPE),
    "portal": (DESKTOP, PHONE),
}

DOCUMENT_SCALE = 2  # for screens with fine pixels
DOCUMENT_LIMIT_BYTES = 150_000
MANUAL_QUALITY = 72
QUALITIES = (86, 76, 64, 50, 36)

THUMB_HEIGHT = {"phone": 420, "desktop": 240, "portrait": 420, "landscape": 240}
GAP, LABEL = 16, 26
PAPER, INK = (232, 229, 222), (40, 38, 36)
FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture of one screen. `variant` is language, theme and size, in the order of the sheet."""

    app: str
    screen: str
    language: str
    theme: str
    size: str

    @property
    def variant(self) -> str:
        return f"{self.language}-{self.theme}-{self.size}"

    @property
    def file_name(self) -> str:
        return f"{self.screen}-{self.variant}.png"


@dataclass(slots=True, kw_only=True)
class Album:
    """Takes the pictures and keeps them: `chosen` for the documents by name, `manual` by file."""

    folder: Path
    documents: Path | None = None
    chosen: dict[str, Shot] = field(default_factory=dict)
    manual: dict[Path, Shot] = field(default_factory=dict)
    shots: list[Shot] = field(default_factory=list)

    def clear(self) -> None:
        """Forget the pictures of earlier runs."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def shoot(self, page: Page, app: str, screen: str, language: str, *, only: Size | None = None) -> None:
        """Take the screen in every theme and size (or one), and leave the page in the app's own size."""
        sizes = SIZES_OF_APP[app] if only is None else (only,)
        for size in reversed(sizes):  # the app's own comes last
            page.set_viewport_size({"width": size.width, "height": size.height})
            for theme in THEMES:
                self._dress(page, app, theme)
                self._take(page, Shot(app=app, screen=screen, language=language, theme=theme, size=size.name))

    def write_sheets(self) -> list[Path]:
        """Put all pictures of an app on one sheet: a line for a screen, a column for a variant."""
        return [self._write_sheet(app) for app in SIZES_OF_APP if any(shot.app == app for shot in self.shots)]

    def path_of(self, shot: Shot) -> Path:
        """Give where the picture is."""
        return self.folder / shot.app / shot.file_name

    @staticmethod
    def _dress(page: Page, app: str, theme: Theme) -> None:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        if app == "panel":  # hangs in one lobby, and does not follow the time of day
            page.evaluate("(theme) => { document.documentElement.dataset.theme = theme }", theme)

    def _take(self, page: Page, shot: Shot) -> None:
        path = self.path_of(shot)
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, animations="disabled", caret="hide")
        self.shots.append(shot)
        for name in (name for name, wanted in self.chosen.items() if wanted == shot):
            self._write_document(page, name)
        for path in (path for path, wanted in self.manual.items() if wanted == shot):
            self._write_manual(page, path)

    def _write_document(self, page: Page, name: str) -> None:
        if self.documents is None:
            return
        self.documents.mkdir(parents=True, exist_ok=True)
        (self.documents / f"{name}.webp").write_bytes(_compress(_take_finely(page)))

    def _write_manual(self, page: Page, path: Path) -> None:
        """As JPEG, which goes into a PDF as it is."""
        if self.documents is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        _take_finely(page).save(path, "JPEG", quality=MANUAL_QUALITY, optimize=True, progressive=True)

    def _write_sheet(self, app: str) -> Path:
        shots = [shot for shot in self.shots if shot.app == app]
        screens = list(dict.fromkeys(shot.screen for shot in shots))
        variants = [
            f"{language}-{theme}-{size.name}"
            for size in SIZES_OF_APP[app]
            for language in LANGUAGES
            for theme in THEMES
        ]
        widths = [_thumb_size(app, variant)[0] for variant in variants]
        row_height = max(_thumb_size(app, variant)[1] for variant in variants) + LABEL + GAP
        sheet = Image.new(
            "RGB", (GAP + sum(widths) + GAP * len(widths), GAP + row_height * len(screens)), PAPER
        )
        draw = ImageDraw.Draw(sheet)
        for row, screen in enumerate(screens):  # once for the line: a phone is narrower than most names
            names = f"{screen}    {' · '.join(variants)}"
            draw.text((GAP, GAP + row_height * row), names, INK, font=_font())
        for shot in shots:
            column = variants.index(shot.variant)
            left = GAP + sum(widths[:column]) + GAP * column
            top = GAP + row_height * screens.index(shot.screen)
            with Image.open(self.path_of(shot)) as picture:
                thumb = picture.convert("RGB").resize(
                    _thumb_size(app, shot.variant), Image.Resampling.LANCZOS
                )
            sheet.paste(thumb, (left, top + LABEL))
        path = self.folder / f"{app}.png"
        sheet.save(path, optimize=True)
        return path


def _take_finely(page: Page) -> Image.Image:
    """Take the window with more pixels than it has: text and lines are drawn anew."""
    width, height = page.evaluate("[innerWidth, innerHeight]")
    devtools = page.context.new_cdp_session(page)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": DOCUMENT_SCALE}
    taken = devtools.send("Page.captureScreenshot", {"format": "png", "clip": clip})
    devtools.detach()
    return Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB")


def _compress(picture: Image.Image) -> bytes:
    """Give it as WebP, as good as fits into a page that loads quickly."""
    encoded = b""
    for quality in QUALITIES:
        file = io.BytesIO()
        picture.save(file, "WEBP", quality=quality, method=6)
        encoded = file.getvalue()
        if len(encoded) <= DOCUMENT_LIMIT_BYTES:
            break
    return encoded


def _thumb_size(app: str, variant: str) -> tuple[int, int]:
    size = next(size for size in SIZES_OF_APP[app] if variant.endswith(size.name))
    height = THUMB_HEIGHT[size.name]
    return round(size.width * height / size.height), height


def _font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    for path in FONTS:
        if Path(path).exists():
            return ImageFont.truetype(path, 14)
    return ImageFont.load_default()
