"""The operator's settings: read once, and refused with a sentence that says what to do."""

from datetime import timedelta
from pathlib import Path

import pytest

from genkan.server.platform.settings import CannotStart, LogFormat, Settings, make_data_dir, read_settings


def refusals(environment: dict[str, str] | None = None, file: Path | None = None) -> list[str]:
    with pytest.raises(CannotStart) as caught:
        read_settings(file, environment or {})
    return str(caught.value).splitlines()


def test_without_any_setting_the_server_runs_from_one_folder_on_the_loopback() -> None:
    settings = read_settings(environment={})

    assert settings.database_url == f"sqlite:///{settings.data_dir}/genkan.db"
    assert settings.journal_url == f"sqlite:///{settings.data_dir}/journal.db"
    assert settings.is_sqlite
    assert (settings.listen.host, settings.listen.port) == ("127.0.0.1", 8440)
    assert settings.public_url == "http://localhost:8440"
    assert settings.bus_url == ""


def test_the_defaults_of_the_classes_are_the_defaults_of_the_reader() -> None:
    read = read_settings(environment={})

    assert (read.listen, read.ice, read.calls, read.rates, read.sign_in) == (
        Settings().listen,
        Settings().ice,
        Settings().calls,
        Settings().rates,
        Settings().sign_in,
    )


def test_the_file_is_read_and_the_environment_wins(tmp_path: Path) -> None:
    file = tmp_path / "genkan.toml"
    file.write_text(
        """
        data_dir = "/srv/genkan"
        log_format = "json"
        metrics = false
        [listen]
        host = "0.0.0.0"
        port = 443
        [ice]
        stun_urls = ["stun:stun.example:3478"]
        [calls]
        ring_s = 40
        """
    )

    settings = read_settings(file, {"GENKAN_LISTEN_PORT": "8000", "GENKAN_METRICS": "yes"})

    assert settings.data_dir == Path("/srv/genkan")
    assert settings.log_format is LogFormat.JSON
    assert settings.metrics
    assert settings.listen.port == 8000
    assert settings.ice.stun_urls == ("stun:stun.example:3478",)
    assert settings.calls.ring == timedelta(seconds=40)


def test_lists_are_written_with_commas_in_the_environment() -> None:
    settings = read_settings(environment={"GENKAN_ICE_STUN_URLS": "stun:a:1, stun:b:2"})

    assert settings.ice.stun_urls == ("stun:a:1", "stun:b:2")


def test_every_fault_is_said_at_once_with_key_value_and_remedy() -> None:
    said = refusals(
        {
            "GENKAN_LISTEN_PORT": "70000",
            "GENKAN_METRICS": "perhaps",
            "GENKAN_LOG_FORMAT": "xml",
            "GENKAN_CALLS_RING_S": "soon",
            "GENKAN_ICE_STUN_URLS": "http://stun",
            "GENKAN_LISTEN_TLS_CERT": "/nowhere/cert.pem",
        }
    )

    assert said == [
        "listen.port: 70000 is out of range; choose a number from 0 to 65535.",
        "listen.tls_cert: /nowhere/cert.pem is no file that the server can read; give the path of one.",
        "log_format: xml is not known; choose console or json.",
        "metrics: 'perhaps' is neither yes nor no; write true or false.",
        "ice.stun_urls: http://stun is not understood; begin it with stun: or stuns:.",
        "calls.ring_s: 'soon' is no whole number; write digits only.",
    ]


def test_a_mistyped_key_of_the_file_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    file = tmp_path / "genkan.toml"
    file.write_text('[listen]\nprot = 1\n[other]\nthing = "x"\n')

    assert refusals(file=file) == [
        "listen.prot: no setting has this name; did you mean listen.port?",
        "other.thing: no setting has this name; remove it.",
    ]


def test_a_file_that_is_missing_or_broken_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("port = = 1")

    assert refusals(file=tmp_path / "none.toml")[0].startswith(f"{tmp_path}/none.toml: cannot be read")
    assert refusals(file=broken)[0].startswith(f"{broken}: is not TOML")


@pytest.mark.parametrize(
    ("environment", "remedy"),
    [
        ({"GENKAN_ICE_TURN_URLS": "turn:a:3478"}, "give the static-auth-secret of your coturn."),
        ({"GENKAN_BUS_URL": "nats://bus"}, "set database_url to a PostgreSQL server"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(environment: dict[str, str], remedy: str) -> None:
    (said,) = refusals(environment)

    assert remedy in said


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    certificate = tmp_path / "cert.pem"
    certificate.touch()

    (said,) = refusals({"GENKAN_LISTEN_TLS_CERT": str(certificate)})

    assert "give both files, or neither" in said


def test_secrets_are_neither_shown_nor_repeated_in_a_refusal() -> None:
    settings = read_settings(
        environment={
            "GENKAN_DATABASE_URL": "postgresql://genkan:hush@db/genkan",
            "GENKAN_BUS_URL": "nats://bus:hush@nats",
            "GENKAN_ICE_TURN_URLS": "turn:a:3478",
            "GENKAN_ICE_TURN_SECRET": "hush",
        }
    )
    said = refusals({"GENKAN_DATABASE_URL": "mysql://genkan:hush@db/genkan"})

    assert "hush" not in repr(settings)
    assert said == ["database_url: mysql is not understood; begin it with sqlite:/// or postgresql://."]


def test_a_data_folder_is_made_or_named_when_it_cannot_be(tmp_path: Path) -> None:
    good = read_settings(environment={"GENKAN_DATA_DIR": str(tmp_path / "a" / "b")})
    (tmp_path / "file").touch()
    bad = read_settings(environment={"GENKAN_DATA_DIR": str(tmp_path / "file" / "below")})

    make_data_dir(good)

    assert good.data_dir.is_dir()
    with pytest.raises(CannotStart, match="choose another folder"):
        make_data_dir(bad)


def test_nothing_secret_has_a_default() -> None:
    settings = Settings()

    assert settings.ice.turn_secret == ""
