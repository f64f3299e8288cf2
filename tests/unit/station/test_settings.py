"""The installer's settings: where they come from, and what is said about a wrong one."""

from pathlib import Path

import pytest

from genkan.station.faults import CrashPoint, pass_by, planned_crash
from genkan.station.settings import (
    GpioRelays,
    HttpRelays,
    SettingsInvalid,
    SimulatedRelays,
    fill_address,
    parse_address,
    read_settings,
)


def write_file(folder: Path, text: str) -> None:
    (folder / "station.toml").write_text(text, encoding="utf-8")


def test_nothing_given_means_a_simulated_unit_on_this_machine(tmp_path: Path) -> None:
    settings = read_settings({"data": tmp_path}, environment={})

    assert settings.listen == "127.0.0.1:8441"
    assert settings.relay == SimulatedRelays()
    assert settings.blocked_relays == ()


def test_command_line_wins_over_environment_over_file(tmp_path: Path) -> None:
    write_file(tmp_path, 'listen = "127.0.0.1:1"\nlog_format = "json"\nallowed_hosts = ["a.example"]\n')
    environment = {
        "GENKAN_STATION_LISTEN": "127.0.0.1:2",
        "GENKAN_STATION_ALLOWED_HOSTS": "b.example, c.example",
    }

    settings = read_settings({"data": tmp_path, "listen": "127.0.0.1:3"}, environment=environment)

    assert settings.listen == "127.0.0.1:3"
    assert settings.allowed_hosts == ("b.example", "c.example")
    assert settings.log_format == "json"


def test_folder_may_come_from_the_environment(tmp_path: Path) -> None:
    write_file(tmp_path, "blocked_relays = [2]")

    settings = read_settings({}, environment={"GENKAN_STATION_DATA": str(tmp_path)})

    assert settings.data == tmp_path
    assert settings.blocked_relays == (2,)


def test_lines_of_a_gpio_chip(tmp_path: Path) -> None:
    environment = {
        "GENKAN_STATION_RELAY_KIND": "gpio",
        "GENKAN_STATION_RELAY_LINES": "17, 27",
        "GENKAN_STATION_RELAY_ACTIVE_LOW": "true",
    }

    settings = read_settings({"data": tmp_path}, environment=environment)

    assert settings.relay == GpioRelays(lines=(17, 27), active_low=True)


def test_relay_in_the_network_with_its_password_unseen(tmp_path: Path) -> None:
    write_file(
        tmp_path,
        '[relay]\nkind = "http"\npulse_url = "http://192.0.2.1/relay/{index}?timer={release_s}"\n'
        'username = "genkan"\npassword = "open sesame"\n',
    )

    relay = read_settings({"data": tmp_path}, environment={}).relay

    assert isinstance(relay, HttpRelays)
    assert relay.password is not None
    assert relay.password.value == "open sesame"
    assert "sesame" not in repr(relay)


def test_other_kind_of_relay_forgets_the_files_settings_of_its_own_kind(tmp_path: Path) -> None:
    write_file(tmp_path, '[relay]\nkind = "gpio"\nlines = [17]\n')

    settings = read_settings({"data": tmp_path, "relay": {"kind": "simulated"}}, environment={})

    assert settings.relay == SimulatedRelays()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('listen = "8441"', "listen: '8441' is not host:port"),
        ('listen = "127.0.0.1:99999"', "is not host:port"),
        ('lisen = "127.0.0.1:1"', "lisen: there is no such setting"),
        ("[relay]\ncolour = 1", "relay.colour: there is no such setting"),
        ('[relay]\nkind = "steam"', "relay.kind: invalid value 'steam'"),
        ('[relay]\nkind = "gpio"', "relay: object missing required field lines"),
        ('[relay]\nkind = "gpio"\nlines = ["a"]', "relay.lines[0]: expected int, got str"),
        ('[relay]\nkind = "http"', "give either pulse_url, or on_url and off_url"),
        ('[relay]\nkind = "http"\non_url = "http://a"', "give either pulse_url, or on_url and off_url"),
        ('[relay]\nkind = "http"\npulse_url = "http://a/{door}"', "may hold only relay, index"),
        (
            '[relay]\nkind = "http"\npulse_url = "http://a"\nmethod = "BREW"',
            "method must be GET, POST or PUT",
        ),
        ('[relay]\nkind = "http"\npulse_url = "http://a"\nrelays = 9', "from 1 to 3"),
        ("blocked_relays = [4]", "blocked_relays are numbers from 1 to 3"),
        ('tls_cert = "a.pem"', "tls_cert and tls_key belong together"),
        ('log_format = "xml"', "console or json"),
        ("listen = ", "station.toml"),
    ],
)
def test_wrong_setting_is_named_with_what_is_wrong(tmp_path: Path, text: str, words: str) -> None:
    write_file(tmp_path, text)

    with pytest.raises(SettingsInvalid) as fault:
        read_settings({"data": tmp_path}, environment={})

    assert words in str(fault.value)


def test_unknown_setting_in_the_environment_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsInvalid, match="lisen: there is no such setting"):
        read_settings({"data": tmp_path}, environment={"GENKAN_STATION_LISEN": "1"})


def test_address_may_be_ipv6() -> None:
    assert parse_address("[::1]:8441") == ("::1", 8441)


def test_place_holders_of_a_relays_address() -> None:
    template = "http://a/{relay}/{index}/{release_ms}/{release_s}"

    assert fill_address(template, relay=2, release_ms=1_500) == "http://a/2/1/1500/1.5"


def test_crash_is_planned_only_where_faults_are_allowed() -> None:
    assert planned_crash({"GENKAN_CRASH_AT": "after_pulse"}) is pass_by
    assert planned_crash({"GENKAN_FAULTS": "1"}) is pass_by
    assert planned_crash({"GENKAN_FAULTS": "1", "GENKAN_CRASH_AT": "after_pulse"}) is not pass_by
    with pytest.raises(ValueError, match="nowhere"):
        planned_crash({"GENKAN_FAULTS": "1", "GENKAN_CRASH_AT": "nowhere"})


def test_passing_by_a_crash_point_does_nothing() -> None:
    for point in CrashPoint:
        assert pass_by(point) is None  # type: ignore[func-returns-value]
