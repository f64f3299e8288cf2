"""Finding each setting in the environment or the TOML file, and saying what is wrong with it."""

import os
import tomllib
from collections.abc import Callable, Mapping
from datetime import timedelta
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

PREFIX = "GENKAN_"
EnumT = TypeVar("EnumT", bound=StrEnum)
ValueT = TypeVar("ValueT")


class CannotStart(Exception):
    """The server does not start; the text names what is wrong and what to do about it."""


class SettingReader:
    """Finds each key in the environment or the file, and collects what is wrong."""

    def __init__(self, file: Mapping[str, object], environment: Mapping[str, str]) -> None:
        self.faults: list[str] = []
        self._file = file
        self._environment = environment
        self._known: set[str] = set()

    def text(self, key: str, default: str) -> str:
        return self._get(key, default, _parse_text)

    def flag(self, key: str, *, default: bool) -> bool:
        return self._get(key, default, _parse_flag)

    def path(self, key: str) -> Path | None:
        text = self.text(key, "")
        return Path(text).expanduser() if text else None

    def file(self, key: str) -> Path | None:
        path = self.path(key)
        if path is not None and not (path.is_file() and os.access(path, os.R_OK)):
            self._say(key, path, "is no file that the server can read; give the path of one")
        return path

    def url(self, key: str, default: str, schemes: tuple[str, ...]) -> str:
        text = self.text(key, default)
        if text and not text.startswith(schemes):
            # Only the scheme is repeated: the rest may hold a password.
            shown = urlsplit(text).scheme or "the value"
            self._say(key, shown, f"is not understood; begin it with {' or '.join(schemes)}")
        return text

    def texts(self, key: str, schemes: tuple[str, ...]) -> tuple[str, ...]:
        none: tuple[str, ...] = ()
        values = self._get(key, none, _parse_texts)
        for value in values:
            if not value.startswith(schemes):
                self._say(key, value, f"is not understood; begin it with {' or '.join(schemes)}")
        return values

    def number(self, key: str, default: int, *, at_least: int = 1, at_most: int = 1_000_000) -> int:
        value = self._get(key, default, _parse_number)
        if not at_least <= value <= at_most:
            self._say(key, value, f"is out of range; choose a number from {at_least} to {at_most}")
        return value

    def seconds(self, key: str, default: int, *, at_least: int = 1, at_most: int = 1_000_000) -> timedelta:
        return timedelta(seconds=self.number(key, default, at_least=at_least, at_most=at_most))

    def days(self, key: str, default: int) -> timedelta:
        return timedelta(days=self.number(key, default, at_most=36_500))

    def choice(self, key: str, default: EnumT) -> EnumT:
        text = self.text(key, default.value)
        try:
            return type(default)(text)
        except ValueError:
            self._say(key, text, f"is not known; choose {' or '.join(type(default))}")
            return default

    def find_unknown_keys(self) -> list[str]:
        """Name the keys of the file that no setting has, each with the nearest one."""
        faults = []
        for key in sorted(set(self._file) - self._known):
            near = get_close_matches(key, self._known, n=1)
            remedy = f"did you mean {near[0]}?" if near else "remove it."
            faults.append(f"{key}: no setting has this name; {remedy}")
        return faults

    def _get(self, key: str, default: ValueT, parse: Callable[[object], ValueT]) -> ValueT:
        self._known.add(key)
        name = PREFIX + key.replace(".", "_").upper()
        raw: object = self._environment.get(name) or self._file.get(key)
        if raw is None:
            return default
        try:
            return parse(raw)
        except ValueError as fault:
            self._say(key, repr(raw), str(fault))
            return default

    def _say(self, key: str, value: object, remedy: str) -> None:
        self.faults.append(f"{key}: {value} {remedy}.")


def _parse_text(raw: object) -> str:
    if not isinstance(raw, str):
        raise ValueError("is no text; put it in quotes")  # noqa: TRY004 - one kind of fault for all
    return raw.strip()


def _parse_flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    match str(raw).strip().lower():
        case "1" | "true" | "yes" | "on":
            return True
        case "0" | "false" | "no" | "off" | "":
            return False
        case _:
            raise ValueError("is neither yes nor no; write true or false")


def _parse_number(raw: object) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    try:
        return int(raw if isinstance(raw, str) else "")
    except ValueError:
        raise ValueError("is no whole number; write digits only") from None


def _parse_texts(raw: object) -> tuple[str, ...]:
    items = raw.split(",") if isinstance(raw, str) else raw
    if not isinstance(items, list):
        raise ValueError('is no list; write ["first", "second"]')  # noqa: TRY004 - one kind of fault for all
    return tuple(text for item in items if (text := _parse_text(item)))


def read_file(file: Path | None) -> Mapping[str, object]:
    """Give the keys of a TOML file, those in tables with a dot. Raises CannotStart."""
    if file is None:
        return {}
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotStart(
            f"{file}: cannot be read ({error.strerror}); give the path of a TOML file."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotStart(f"{file}: is not TOML ({error}); mend that place.") from error
    flat: dict[str, object] = {}
    for key, value in tables.items():
        if isinstance(value, dict):
            flat |= {f"{key}.{inner}": item for inner, item in value.items()}
        else:
            flat[key] = value
    return flat
