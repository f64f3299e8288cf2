"""The server dies between what happened and telling of it: told once it is back, and once."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx

from harness.house import START_LIMIT_S, House, make_house
from harness.receiver import open_receiver
from harness.waiting import wait_until


@contextlib.contextmanager
def sign_in(house: House) -> Iterator[httpx.Client]:
    """Open the portal as the manager."""
    account = house.find_account("manager")
    form = {"username": account.username, "password": account.password, "app": "portal", "device_label": "-"}
    with httpx.Client(base_url=house.url, timeout=START_LIMIT_S) as portal:
        session = portal.post("/api/sign-in", json=form).cookies["__Host-genkan-portal"]
        portal.headers["Authorization"] = f"Bearer {session}"
        yield portal


def test_a_move_is_told_once_by_a_server_that_was_killed_right_after_it(tmp_path: Path) -> None:
    house = make_house(tmp_path, settings={"GENKAN_WEBHOOKS_ALLOW_PRIVATE": "true"})
    try:
        with open_receiver() as receiver:
            house.start_server()
            for _ in range(100):
                receiver.answer_next(503)  # whatever is sent before the end is not taken
            with sign_in(house) as portal:
                (place,) = portal.get("/api/portal/properties").json()["properties"]
                path = f"/api/portal/properties/{place['property_id']}"
                form = {"url": receiver.url, "topics": ["resident"]}
                made = portal.post(f"{path}/webhooks", json=form)
                assert made.status_code == 200, made.text
                homes = portal.get(f"{path}/homes").json()["homes"]
                vacant = next(home for home in homes if home["state"] == "vacant")
                master = {"given_name": "太郎", "family_name": "山田", "email": "taro@example.test"}
                moved = portal.post(
                    f"/api/portal/homes/{vacant['home_id']}/households", json={"master": master}
                )
                assert moved.status_code == 200, moved.text
            house.server.kill()
            receiver.received.clear()
            receiver.answers.clear()
            house.start_server()

            with sign_in(house) as portal:
                path = f"/api/portal/webhooks/{made.json()['webhook_id']}/deliveries"

                def find_log() -> list[dict[str, str]] | None:
                    found = portal.get(path).json()["deliveries"]
                    return found if all(delivery["state"] == "sent" for delivery in found) else None

                # What had been claimed by the dead process is tried anew within half a minute.
                log = wait_until(find_log, limit_s=100.0, what="both messages are taken")
            assert sorted(delivery["type"] for delivery in log) == ["household.moved_in", "resident.added"]
            ids = {got.message_id for got in receiver.received}
            assert ids == {delivery["message_id"] for delivery in log}
            said = receiver.received[0]
            assert "山田" not in said.body.decode()
    finally:
        house.close()
