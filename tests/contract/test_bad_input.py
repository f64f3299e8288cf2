"""The corpus of bad input in every text of every form that the API's own document names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # noqa: TID251 - a form is JSON

import httpx
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, seed, settings
from sqlalchemy import Connection

from genkan.server.platform.web import problem_words
from harness.asker import ORIGIN, Asker, Operation, in_order, open_asker

CORPUS = Path(__file__).parents[1] / "corpus"
NAMES = json.loads((CORPUS / "names.json").read_text("utf-8"))
NUMBERS = json.loads((CORPUS / "telephone-numbers.json").read_text("utf-8"))
ADDRESSES = json.loads((CORPUS / "mail-addresses.json").read_text("utf-8"))
STRANGE = (
    "", " ", "\x00", "x" * 100_000, "\r\nSet-Cookie: a=b", "\u202e", "\u2028", "{{code}}", "{0}", "%s",
    "<script>", "=1+1", "' OR 1=1 --", "../../etc/passwd", "💥" * 40, "か\u3099", "👨\u200d👩\u200d👧", "𠮷",
    "１２３",
)  # fmt: skip
SEED = 20_261_126
UNFIT = re.compile("[\x00\x08\u2028\u202a-\u202e]|\\\\u0000|\\\\u202e|\r\n")
PROBLEM = "application/problem+json"
PDF = b"%PDF-1.4\n%%EOF\n"
LONGEST_QUERY = 5_000  # fits into any URL


def bad_texts(name: str) -> tuple[str, ...]:
    """Give what is typed into a field of this name."""
    more = {
        "mobile": NUMBERS["no_mobile"],
        "landline": NUMBERS["no_mobile"],
        "email": ADDRESSES["no_addresses"],
        "given_name": NAMES["no_names"],
        "family_name": NAMES["no_names"],
        "name": NAMES["no_names"],
    }
    return (*STRANGE, *more.get(name, ()))


def texts_of(form: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give where the texts of a form stand."""
    match form:
        case dict():
            for name, value in form.items():
                yield from texts_of(value, (*path, name))
        case list():
            for place, value in enumerate(form[:1]):
                yield from texts_of(value, (*path, place))
        case str():
            yield path
        case _:
            pass


def put(form: Any, path: tuple[str | int, ...], text: str) -> Any:
    """Give a copy of the form with the text there."""
    if not path:
        return text
    copied: Any = dict(form) if isinstance(form, dict) else list(form)
    copied[path[0]] = put(form[path[0]], path[1:], text)
    return copied


def fill_in(operation: Operation) -> Any:
    """Give a form that fits the document."""
    forms: list[Any] = []

    @seed(SEED)
    @settings(
        max_examples=12, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def keep(case: Any) -> None:
        forms.append(case.body)

    keep()
    return max((form for form in forms if isinstance(form, dict)), key=lambda form: len(list(texts_of(form))))


def type_into(asker: Asker, operation: Operation, token: str) -> Iterator[tuple[str, httpx.Response]]:
    """Type every bad text into every text of the form; give what was typed where, and the answer."""
    path = operation.path
    for name in re.findall(r"{(\w+)}", path):
        path = path.replace("{" + name + "}", asker.known.get(name, "0" * 32))
    if all(body.media_type != "application/json" for body in operation.body):
        yield from name_files(asker, operation.label, f"{ORIGIN}{path}", token)
        return
    form = fill_in(operation)
    for place in texts_of(form):
        field = str(place[-1])
        for text in bad_texts(field):
            request = httpx.Request(
                operation.method.upper(),
                f"{ORIGIN}{path}",
                headers={
                    "authorization": f"Bearer {token}",
                    "accept-language": "en",
                    "content-type": "application/json",
                },
                content=json.dumps(put(form, place, text)).encode(),
            )
            yield f"{operation.label}: {field} = {text[:40]!a}", asker.send(request)


def name_files(asker: Asker, label: str, url: str, token: str) -> Iterator[tuple[str, httpx.Response]]:
    """Send a file under every bad name."""
    for text in bad_texts("name"):
        request = httpx.Request(
            "POST",
            url,
            params={"name": text[:LONGEST_QUERY]},
            headers={"authorization": f"Bearer {token}", "accept-language": "en"},
            content=PDF,
        )
        yield f"{label}: name = {text[:40]!a}", asker.send(request)


def fault_of(answer: httpx.Response) -> str | None:
    """Give what is wrong with an answer to bad input; a text that fits after all may be taken."""
    if answer.status_code >= 500:
        return f"{answer.status_code} {answer.text}"
    if answer.is_success:
        return None
    if answer.headers["content-type"] != PROBLEM:
        return f"no problem: {answer.text}"
    problem = answer.json()
    name = problem["type"].removeprefix("urn:genkan:problem:")
    words = problem_words("en").get(name)
    return None if words is not None and problem["detail"] == words else f"without words: {problem}"


def smuggled(connection: Connection) -> list[str]:
    """Give every stored text with a character that no keyboard means."""
    return [
        f"{table}: {value!a}"
        for table in sa.inspect(connection).get_table_names()
        for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))  # noqa: S608 - our own tables
        for value in row
        if isinstance(value, str) and UNFIT.search(value)
    ]


@pytest.mark.parametrize("role", ["resident", "installer"])
def test_bad_input_is_refused_in_words_in_every_form_and_never_kept(role: str, tmp_path: Path) -> None:
    faults: list[str] = []
    typed = forms = 0
    with open_asker(role, tmp_path) as asker:
        for operation in in_order(asker.town.server.api.openapi()):
            if not operation.body or operation.path.startswith("/api/portal/") == (role == "resident"):
                continue
            forms += 1
            token = asker.sign_in("portal" if operation.path.startswith("/api/portal") else "resident")
            for what, answer in type_into(asker, operation, token):
                typed += 1
                fault = fault_of(answer)
                faults += [] if fault is None else [f"{what}: {fault}"]
        counts = asker.counts
        kept = asker.runner.run(asker.town.database.read(smuggled))
    assert not faults, "\n".join(faults)
    assert kept == []
    print(
        f"{role}: {typed:,} bad texts in {forms} forms, each refused in words or taken as it reads: {counts}"
    )
    assert forms > 10
