"""Where the server goes to tell other programs, and where it does not."""

import pytest

from genkan.server.webhooks.address import AddressRefused, check_url, find_target
from genkan.server.webhooks.errors import WebhookAddressUnfit


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook", "https://10.0.0.1/", "https://127.0.0.1/", "https://[::1]/",
        "https://169.254.169.254/latest", "https://192.168.1.1:8443/", "https://[fe80::1]/",
        "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::a00:1]/", "https://[fd00::1]/", "https://0.0.0.0/",
        "https://100.64.0.1/", "https://224.0.0.1/", "https://user:pass@example.com/", "https://",
        "https://example.com/#part", "https://exa mple.com/", "ftp://example.com/", "javascript:alert(1)",
        "https://example.com:0/", "https://example.com:99999/", "https://例え.テスト/", "", "\x00",
        "https://example.com/" + "a" * 500,
    ],
)  # fmt: skip
def test_addresses_the_server_does_not_go_to_are_refused(url: str) -> None:
    with pytest.raises(WebhookAddressUnfit):
        check_url(url, allows_private=False)


async def test_a_name_is_judged_by_what_it_stands_for() -> None:
    assert check_url("https://example.com/a?b=c", allows_private=False) == "https://example.com/a?b=c"
    with pytest.raises(AddressRefused):
        await find_target("https://localhost:9/", allows_private=False)
    target = await find_target("http://localhost:9/x?y=z", allows_private=True)
    assert target.name == "localhost"
    assert target.host == "localhost:9"
    assert target.url in {"http://127.0.0.1:9/x?y=z", "http://[::1]:9/x?y=z"}
