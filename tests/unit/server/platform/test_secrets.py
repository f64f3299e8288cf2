"""What the server alone knows: made once, readable by nobody else."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import CannotStart


def test_the_first_start_makes_them_and_later_ones_find_them(tmp_path: Path) -> None:
    made = load_secrets(tmp_path / "data")

    assert load_secrets(tmp_path / "data") == made
    assert len(made.server_key) == 32
    assert re.fullmatch(r"gk-[a-hjkmnp-z2-9]{6}", made.server_id)


def test_every_installation_has_its_own(tmp_path: Path) -> None:
    first, second = load_secrets(tmp_path / "a"), load_secrets(tmp_path / "b")

    assert first.server_key != second.server_key
    assert first.metrics_token != second.metrics_token
    assert first.server_id != second.server_id


def test_only_the_servers_own_user_can_read_them(tmp_path: Path) -> None:
    load_secrets(tmp_path)

    assert stat.S_IMODE((tmp_path / "secrets.json").stat().st_mode) == 0o600


def test_a_file_that_others_can_read_is_refused_with_the_remedy(tmp_path: Path) -> None:
    load_secrets(tmp_path)
    (tmp_path / "secrets.json").chmod(0o644)

    with pytest.raises(CannotStart, match="chmod 600"):
        load_secrets(tmp_path)


@pytest.mark.parametrize("content", ["", "{}", '{"server_key": "00", "metrics_token": "", "server_id": ""}'])
def test_a_damaged_file_is_refused_rather_than_replaced(tmp_path: Path, content: str) -> None:
    load_secrets(tmp_path)
    (tmp_path / "secrets.json").write_text(content)

    with pytest.raises(CannotStart, match="restore it from a backup"):
        load_secrets(tmp_path)


def test_they_stay_out_of_logs_and_errors(tmp_path: Path) -> None:
    made = load_secrets(tmp_path)

    assert made.metrics_token not in repr(made)
    assert made.server_key.hex() not in repr(made)


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: load_secrets(tmp_path), range(8)))

    assert len(set(found)) == 1
