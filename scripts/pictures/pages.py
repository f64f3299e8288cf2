"""The pages people look after things on: keys, the household, one's account, the portal's forms."""

from playwright.sync_api import Page, expect
from scripts.pictures.album import Album
from scripts.pictures.stage import Stage

from e2e.harness.browsers import DESKTOP
from e2e.harness.pages import SOON_MS, PhonePage, PortalPage

EAST = "さくらハイツ 東館"
LIST_HEAD = "棟,住戸,区分,姓,名,メールアドレス,携帯電話\n"
FIT_LIST = (
    f"{LIST_HEAD}{EAST},301,世帯主,山田,太郎,taro@example.test,\n{EAST},301,家族,山田,桜,,090-1111-2222\n"
)
FAULTY_LIST = (
    f"{LIST_HEAD}{EAST},301,世帯主,山田,太郎,taro@example,\n{EAST},3O2,,山本,,,110\n南館,101,大家,林,学,,\n"
)
NOTICE = {
    "ja": ("断水のお知らせ", "給水設備の点検のため、12月3日（木）10時から11時まで水が出ません。"),
    "en": ("Water cut", "The supply is inspected on Thursday, 3 December: no water from 10 to 11."),
}
SETTLE_MS = 500  # what is asked of the server is there, and a sheet that slides in has arrived


def photograph_pages(stage: Stage, album: Album) -> None:
    """Take every page that is reached by presses alone."""
    for language, phone in stage.phones.items():
        _keys_and_pins(album, phone, language)
        _household_and_account(album, phone, language)
    for language, portal in stage.installers.items():
        _forms(album, portal, language)
        _events(album, stage, language)


def _keys_and_pins(album: Album, phone: PhonePage, language: str) -> None:
    page = phone.page
    phone.press("tab-keys")
    expect(page.get_by_test_id("key-new")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "resident", "keys", language)
    phone.press("key-new")
    expect(page.get_by_test_id("key-name")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "resident", "key-new", language)
    phone.press("key-issue")
    _shoot(album, page, "resident", "key-refused", language)
    page.get_by_test_id("key-name").fill({"ja": "山田 太郎", "en": "Taro Yamada"}[language])
    page.get_by_test_id("key-email").fill("taro@example.test")
    phone.press("key-issue")
    expect(page.get_by_test_id("key-qr")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "resident", "key", language)
    phone.press("tab-me")
    page.locator("a[href='/app/me/pin']").click()
    _shoot(album, page, "resident", "pin", language)


def _household_and_account(album: Album, phone: PhonePage, language: str) -> None:
    page = phone.page
    phone.press("tab-me")
    expect(page.get_by_test_id("sign-out")).to_be_visible(timeout=SOON_MS)
    for place in ("quiet-card", "rules-card"):
        card = page.get_by_test_id(place)
        card.scroll_into_view_if_needed()
        _shoot(album, page, "resident", f"me-{place.removesuffix('-card')}", language)
    for href, screen in (
        ("/app/me/family/", "family"),
        ("/app/me/profile", "profile"),
        ("/app/me/devices", "devices"),
        ("/app/check", "check"),
        ("/app/me/manual", "manual"),
    ):
        phone.press("tab-me")
        page.locator(f"a[href^='{href}']").first.click()
        page.wait_for_url(f"**{href}*")
        _shoot(album, page, "resident", screen, language)
    phone.press("tab-home")


def _forms(album: Album, portal: PortalPage, language: str) -> None:
    for place in ("homes", "settings", "entrance"):
        portal.page.get_by_test_id(f"portal-nav-{place}").click()
        portal.page.wait_for_url(f"**/portal/{place}*")
        _shoot(album, portal.page, "portal", place, language)
    _import(album, portal, language)
    _portal_keys(album, portal, language)
    _integrations(album, portal, language)
    portal.page.get_by_test_id("portal-nav-live").click()


def _events(album: Album, stage: Stage, language: str) -> None:
    """Take what only a manager sees."""
    house = stage.scene.house
    with stage.new_window(language, DESKTOP) as window:
        portal = PortalPage(
            window, f"{house.url}/portal/events", account=house.find_account("manager"), language=language
        )
        portal.open()
        portal.sign_in()
        page = portal.page
        expect(page.get_by_test_id("portal-events-look")).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "portal", "events", language)
        page.get_by_test_id("portal-events-look").click()
        expect(page.get_by_test_id("portal-look-submit")).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "portal", "events-look", language)
        page.keyboard.press("Escape")
        page.get_by_test_id("portal-events-week").check()
        _shoot(album, page, "portal", "events-week", language)
        _notices(album, page, stage.phones[language], language)


def _notices(album: Album, page: Page, phone: PhonePage, language: str) -> None:
    title, text = NOTICE[language]
    page.get_by_test_id("portal-nav-notices").click()
    page.get_by_test_id("portal-notice-write").click()
    expect(page.get_by_test_id("portal-notice-title")).to_be_visible(timeout=SOON_MS)
    page.get_by_test_id("portal-notice-title").fill(title)
    page.get_by_test_id("portal-notice-text").fill(text)
    _shoot(album, page, "portal", "notice-new", language)
    page.get_by_test_id("portal-notice-preview").click()
    expect(page.get_by_test_id("portal-notice-send")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "notice-preview", language)
    page.get_by_test_id("portal-notice-send").click()
    expect(page.get_by_text(title).first).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "notices", language)
    phone.press("tab-home")
    expect(phone.page.get_by_test_id("home-notices")).to_be_visible(timeout=SOON_MS)
    _shoot(album, phone.page, "resident", "home-notices", language)
    phone.press("home-notices")
    phone.page.get_by_test_id("notice-open").first.click()
    _shoot(album, phone.page, "resident", "notices", language)
    phone.press("tab-home")


def _portal_keys(album: Album, portal: PortalPage, language: str) -> None:
    page = portal.page
    page.get_by_test_id("portal-nav-keys").click()
    expect(page.get_by_test_id("portal-staff-add")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "keys", language)
    page.get_by_test_id("portal-staff-add").click()
    expect(page.get_by_test_id("portal-staff-name")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "staff-key", language)
    page.keyboard.press("Escape")
    page.get_by_test_id("portal-policy-door").first.get_by_role("button").first.click()
    page.get_by_test_id("portal-policy-save").wait_for(timeout=SOON_MS)
    page.get_by_role("dialog").get_by_role("radio").nth(1).check()
    expect(page.get_by_test_id("portal-policy-add")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "policy", language)
    page.keyboard.press("Escape")


def _integrations(album: Album, portal: PortalPage, language: str) -> None:
    page = portal.page
    page.get_by_test_id("portal-nav-settings").click()
    page.get_by_test_id("portal-integrations-open").click()
    page.get_by_test_id("portal-token-add").click()
    expect(page.get_by_test_id("portal-token-name")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "token-new", language)
    page.get_by_test_id("portal-token-name").fill({"ja": "予約システム", "en": "Booking"}[language])
    page.get_by_test_id("portal-token-scope-residents-read").check()
    page.get_by_test_id("portal-token-submit").click()
    expect(page.get_by_test_id("portal-token-text")).to_be_visible(timeout=SOON_MS)
    _shoot(album, page, "portal", "token", language)
    page.get_by_test_id("portal-token-done").click()
    page.get_by_test_id("portal-webhook-add").click()
    page.get_by_test_id("portal-webhook-url").fill("https://example.com/genkan")
    _shoot(album, page, "portal", "webhook-new", language)
    page.keyboard.press("Escape")
    _shoot(album, page, "portal", "integrations", language)
    page.get_by_test_id("portal-reference-open").click()
    page.get_by_test_id("portal-operation").first.click()
    _shoot(album, page, "portal", "api-reference", language)


def _import(album: Album, portal: PortalPage, language: str) -> None:
    page = portal.page
    page.get_by_test_id("portal-nav-homes").click()
    page.get_by_test_id("portal-import-open").click()
    expect(page.get_by_test_id("portal-import-file")).to_be_attached(timeout=SOON_MS)
    _shoot(album, page, "portal", "import", language)
    for name, shown, content in (("import-faults", "faults", FAULTY_LIST), ("import-plan", "plan", FIT_LIST)):
        page.get_by_test_id("portal-import-file").set_input_files(
            {"name": "list.csv", "mimeType": "text/csv", "buffer": content.encode()}
        )
        expect(page.get_by_test_id(f"portal-import-{shown}")).to_be_visible(timeout=SOON_MS)
        _shoot(album, page, "portal", name, language)
    page.keyboard.press("Escape")


def _shoot(album: Album, page: Page, app: str, screen: str, language: str) -> None:
    page.wait_for_timeout(SETTLE_MS)
    album.shoot(page, app, screen, language)
