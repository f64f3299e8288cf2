"""The number telephone backup calls from: set in the portal, offered in the app, taken along as a contact."""

from pathlib import Path

from genkan.server.bootstrap.sample import PROPERTY
from harness.town import open_town

SETTINGS = f"/api/portal/properties/{PROPERTY}/settings"


async def test_the_number_that_calls_is_a_contact_once_the_property_has_one(tmp_path: Path) -> None:
    async with (
        open_town(tmp_path) as town,
        town.client("manager", "portal") as manager,
        town.client("family", "resident") as family,
    ):
        (home,) = (await family.get("/api/app/me")).json()["homes"]
        card = f"/api/app/households/{home['household_id']}/contact.vcf"
        assert home["backup_caller"] == ""
        assert (await family.get(card)).status_code == 404

        settings = (await manager.get(SETTINGS)).json()
        assert settings["backup_caller"] == ""
        refused = await manager.put(SETTINGS, json={**settings, "backup_caller": "119"})
        assert (refused.status_code, refused.json()["type"]) == (422, "urn:genkan:problem:caller-unfit")
        wanted = {**settings, "backup_caller": "０５０ー３１２３ー４５６７", "support_phone": "03-1234-5678"}
        assert (await manager.put(SETTINGS, json=wanted)).status_code == 204

        assert (await manager.get(SETTINGS)).json()["backup_caller"] == "050-3123-4567"
        (home,) = (await family.get("/api/app/me")).json()["homes"]
        assert home["backup_caller"] == "050-3123-4567"
        answer = await family.get(card)
        assert answer.headers["content-type"] == "text/vcard; charset=utf-8"
        assert answer.headers["content-disposition"] == 'attachment; filename="genkan.vcf"'
        assert "FN:Genkan · さくらハイツ\r\nORG" in answer.text
        assert "TEL;TYPE=WORK,VOICE:+815031234567\r\n" in answer.text
