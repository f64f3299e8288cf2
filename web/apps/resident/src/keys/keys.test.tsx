import { act, screen, within } from "@testing-library/react";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { expectAccessible, openHome, type TestApp } from "../testing/render-app";
import type { KeyDetail, KeyState, TemporaryKey } from "./key-types";

const DOORS = [
  { door_id: "d1", name: "正面玄関", building_name: "みどりの丘" },
  { door_id: "d2", name: "通用口", building_name: "みどりの丘" },
];
const KEY: TemporaryKey = {
  key_id: "k1",
  visitor_name: "山田 太郎",
  id_number: null,
  template: "visitor",
  schedule: { kind: "weekly", weekdays: [0, 2], from_minute: 1320, to_minute: 120, last_day: null },
  uses: null,
  uses_left: null,
  state: "valid",
  next_ms: null,
  until_ms: null,
  created_ms: 0,
  created_by: null,
};
const DETAIL: KeyDetail = {
  ...KEY,
  doors: DOORS,
  email: null,
  qr_text: `GK1:${"A".repeat(26)}`,
  share_url: "https://example.test/app/key#A",
  entrance: null,
  time_zone: "Asia/Tokyo",
  used: [{ event_id: "e1", at_ms: 0, door_name: "正面玄関", outcome: "opened", picture: true }],
};

type Answers = Record<string, (body: unknown) => Response>;

let app: TestApp;
let asked: { what: string; body: unknown }[];
let answers: Answers;

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });
const problem = (type: string, status: number) => json({ type: `urn:genkan:problem:${type}` }, status);

beforeEach(() => {
  localStorage.clear();
  asked = [];
  answers = {};
  vi.stubGlobal("fetch", async (path: string, init?: RequestInit) => {
    const what = `${init?.method ?? "GET"} ${path.replace("/api/app/", "")}`;
    const body: unknown = init?.body === undefined ? null : JSON.parse(String(init.body));
    asked.push({ what, body });
    const answer = answers[what];
    if (answer === undefined) throw new TypeError(`no answer to ${what}`);
    return answer(body);
  });
});

afterEach(() => {
  app.services.link.stop();
  vi.unstubAllGlobals();
});

const user = userEvent.setup();
const bodyOf = (what: string) => asked.find((ask) => ask.what === what)?.body;

async function openKeys(keys: TemporaryKey[] = [KEY]): Promise<void> {
  answers["GET households/hh1/keys"] ??= () => json({ keys, doors: DOORS, time_zone: "Asia/Tokyo" });
  app = await openHome();
  await user.click(screen.getByTestId("tab-keys"));
  await screen.findByRole("heading", { name: "一時キー" });
}

describe("the list", () => {
  test("tells of each key for whom, when, how often, and how it stands", async () => {
    const states: KeyState[] = ["valid", "not_yet", "used_up", "expired", "revoked"];
    await openKeys(states.map((state, place) => ({ ...KEY, key_id: `k${place}`, state })));
    const first = within(await screen.findByTestId("key-k0"));
    first.getByText("山田 太郎");
    first.getByText("毎週月・水 22:00〜翌02:00");
    first.getByText("回数の制限なし");
    for (const words of ["有効", "開始前", "使用済み", "期限切れ", "取り消し済み"]) screen.getByText(words);
    expect(within(screen.getByRole("region", { name: "有効な一時キー" })).getAllByRole("link")).toHaveLength(
      2,
    );
    await expectAccessible();
  });

  test("that is empty says what to do", async () => {
    await openKeys([]);
    await screen.findByText("一時キーはまだありません");
  });

  test("that cannot be loaded says so, and may be tried again", async () => {
    answers["GET households/hh1/keys"] = () => problem("internal", 500);
    await openKeys();
    await screen.findByText("一時キーを読み込めませんでした");
    answers["GET households/hh1/keys"] = () => json({ keys: [KEY], doors: DOORS, time_zone: "Asia/Tokyo" });
    await user.click(screen.getByRole("button", { name: "もう一度試す" }));
    await screen.findByTestId("key-k1");
  });
});

describe("a new key", () => {
  test("of a building far away goes by the building's clock, which the pages say", async () => {
    const zone = "Pacific/Kiritimati"; // fourteen hours ahead
    answers["GET households/hh1/keys"] = () => json({ keys: [KEY], doors: DOORS, time_zone: zone });
    answers["POST households/hh1/keys"] = () => json({ ...DETAIL, time_zone: zone }, 201);
    answers["GET keys/k1"] = () => json({ ...DETAIL, time_zone: zone });
    await openKeys();
    expect(await screen.findByTestId("zone-note")).toHaveTextContent(`建物の時刻（${zone}）`);
    await user.click(screen.getByTestId("key-new"));
    expect(await screen.findByTestId("zone-note")).toBeInTheDocument();
    await user.type(screen.getByTestId("key-name"), "山田");
    const before = Date.now();
    await user.click(screen.getByTestId("key-issue"));
    await screen.findByTestId("key-uses-list");
    const { schedule } = bodyOf("POST households/hh1/keys") as { schedule: { from_ms: number } };
    expect(before - schedule.from_ms).toBeLessThan(16 * 60_000);
    expect(schedule.from_ms).toBeLessThanOrEqual(before);
    expect(screen.getByTestId("key-uses-list")).toHaveTextContent("1969/12/31 13:20"); // where 1970 came late
  });

  test("is issued, and its code stands on the screen", async () => {
    answers["POST households/hh1/keys"] = () => json(DETAIL, 201);
    answers["GET keys/k1"] = () => json(DETAIL);
    await openKeys();
    await user.click(screen.getByTestId("key-new"));
    await user.click(await screen.findByTestId("key-issue"));
    screen.getByText("訪問者名を入力してください");
    expect(bodyOf("POST households/hh1/keys")).toBeUndefined();
    await user.type(screen.getByTestId("key-name"), "山田 太郎");
    await user.type(screen.getByTestId("key-email"), "taro@example.jp");
    await expectAccessible();
    await user.click(screen.getByTestId("key-issue"));
    await screen.findByTestId("key-qr");
    expect(bodyOf("POST households/hh1/keys")).toMatchObject({
      visitor_name: "山田 太郎",
      template: "visitor",
      uses: 1,
      door_ids: null,
      email: "taro@example.jp",
      language: "ja",
      schedule: { kind: "once" },
    });
  });

  test("that is refused keeps what was typed, and says what is wrong at its field", async () => {
    answers["POST households/hh1/keys"] = () => problem("email-unfit", 422);
    await openKeys();
    await user.click(screen.getByTestId("key-new"));
    await user.type(await screen.findByTestId("key-name"), "山田");
    await user.type(screen.getByTestId("key-email"), "taro@example.jp");
    await user.click(screen.getByTestId("key-issue"));
    await vi.waitFor(() => expect(screen.getByTestId("key-email")).toHaveAttribute("aria-invalid", "true"));
    expect(screen.getByTestId("key-name")).toHaveValue("山田");
  });
});

describe("one key", () => {
  beforeEach(async () => {
    answers["GET keys/k1"] = () => json(DETAIL);
    await openKeys();
    await user.click(await screen.findByTestId("key-k1"));
    await screen.findByTestId("key-qr");
  });

  test("shows its code over the whole screen", async () => {
    await user.click(screen.getByTestId("key-show-full"));
    expect(
      within(await screen.findByTestId("qr-full")).getByRole("img", { hidden: true }),
    ).toBeInTheDocument();
    await user.click(screen.getByTestId("qr-full-close"));
    expect(screen.queryByTestId("qr-full")).not.toBeInTheDocument();
  });

  test("lists its uses with their pictures", async () => {
    expect(within(screen.getByTestId("key-uses-list")).getByText("正面玄関")).toBeVisible();
    await user.click(screen.getByRole("button", { name: /の写真$/ }));
    expect(await screen.findByRole("img", { name: /の写真$/ })).toHaveAttribute(
      "src",
      "/api/app/keys/k1/uses/e1/picture",
    );
  });

  test("is mailed to the address that was asked for", async () => {
    answers["POST keys/k1/mail"] = () => json({ ...DETAIL, email: "taro@example.jp" }, 202);
    await user.click(screen.getByTestId("key-mail"));
    await user.type(await screen.findByTestId("mail-address"), "taro@example.jp");
    await user.click(screen.getByTestId("mail-send"));
    await screen.findByText("taro@example.jp に送信します。");
    expect(bodyOf("POST keys/k1/mail")).toEqual({ email: "taro@example.jp", language: "ja" });
  });

  test("is revoked only after asking, and then shows no code", async () => {
    answers["DELETE keys/k1"] = () => json({ ...DETAIL, state: "revoked", qr_text: null });
    await user.click(screen.getByTestId("key-revoke"));
    await user.click(await screen.findByTestId("key-revoke-confirm"));
    await screen.findByText("取り消したため、使えません。");
    expect(screen.queryByTestId("key-qr")).not.toBeInTheDocument();
  });

  test("breaks no rule of accessibility", async () => {
    await expectAccessible();
  });
});

describe("the PIN", () => {
  const SET = { is_set: true, length: 6, set_ms: 1, is_void: false };
  const NONE = { is_set: false, length: null, set_ms: null, is_void: false };
  const LENGTHS = [
    { length: 4, guesses_alone: 0, guesses_with_home: 50 },
    { length: 5, guesses_alone: 3, guesses_with_home: 500 },
    { length: 6, guesses_alone: 49, guesses_with_home: 5000 },
  ];

  async function openPin(state: object): Promise<void> {
    answers["GET households/hh1/pin"] = () => json(state);
    answers["POST households/hh1/pin/proposal"] = () => json({ pin: "493027", lengths: LENGTHS });
    app = await openHome();
    await user.click(screen.getByTestId("tab-me"));
    await user.click(await screen.findByTestId("me-pin"));
    await screen.findByRole("heading", { name: "ドアリリースPIN" });
  }

  test("is proposed with six digits, and a shorter one says what it costs", async () => {
    answers["PUT households/hh1/pin"] = () => json(SET);
    await openPin(NONE);
    const field = await screen.findByTestId("pin-input");
    await vi.waitFor(() => expect(field).toHaveValue("493027"));
    expect(screen.getByTestId("pin-cost")).toHaveTextContent("1日に49回より多く");
    await user.clear(field);
    await user.type(field, "８３９");
    await user.click(screen.getByTestId("pin-save"));
    screen.getByText("4桁以上の数字を入力してください");
    await user.type(field, "1");
    expect(screen.getByTestId("pin-cost")).toHaveTextContent("いつも部屋番号");
    await expectAccessible();
    await user.click(screen.getByTestId("pin-save"));
    await screen.findByText("暗証番号を設定しました。");
    expect(bodyOf("PUT households/hh1/pin")).toEqual({ pin: "8391" });
  });

  test("that is unfit is refused with words, and stays typed", async () => {
    answers["PUT households/hh1/pin"] = () => problem("pin-unfit", 422);
    await openPin(NONE);
    const field = await screen.findByTestId("pin-input");
    await vi.waitFor(() => expect(field).toHaveValue("493027"));
    await user.click(screen.getByTestId("pin-save"));
    await vi.waitFor(() => expect(field).toHaveAttribute("aria-invalid", "true"));
    expect(field).toHaveValue("493027");
  });

  test("is shown after the password only", async () => {
    let isProved = false;
    answers["POST households/hh1/pin/show"] = () =>
      isProved ? json({ pin: "493027" }) : problem("proof-needed", 403);
    answers["POST me/proof"] = () => {
      isProved = true;
      return new Response(null, { status: 204 });
    };
    await openPin(SET);
    expect(await screen.findByTestId("pin-shown")).toHaveTextContent("●●●●●●");
    await user.click(screen.getByTestId("pin-show"));
    await user.type(await screen.findByTestId("proof-password"), "secret");
    await user.click(screen.getByTestId("proof-submit"));
    await vi.waitFor(() => expect(screen.getByTestId("pin-shown")).toHaveTextContent("493027"));
    expect(bodyOf("POST me/proof")).toEqual({ password: "secret" });
  });

  test("is deleted only after asking", async () => {
    answers["DELETE households/hh1/pin"] = () => new Response(null, { status: 204 });
    await openPin(SET);
    await user.click(await screen.findByTestId("pin-delete"));
    await user.click(await screen.findByTestId("pin-delete-confirm"));
    await screen.findByTestId("pin-input");
  });

  test("that is void asks for a new one", async () => {
    await openPin({ ...NONE, is_void: true });
    await screen.findByText(/前の暗証番号は使えなくなりました/);
  });
});

describe("a question of the door station", () => {
  const ask = async (deadlineMs: number) => {
    app = await openHome();
    await act(async () =>
      app.server.say("show.prompts", {
        prompts: [
          {
            prompt_id: "q1",
            household_id: "hh1",
            home_number: "101",
            station_name: "正面玄関",
            building_name: "みどりの丘",
            asked_ms: Date.now(),
            deadline_ms: deadlineMs,
          },
        ],
      }),
    );
    await screen.findByTestId("prompt");
  };

  test("stands above everything until it is answered", async () => {
    await ask(Date.now() + 30_000);
    screen.getByText("正面玄関で解錠の操作がありました");
    await user.click(screen.getByTestId("prompt-allow"));
    expect(app.server.heard("prompt.answer")).toMatchObject([{ body: { prompt_id: "q1", allow: true } }]);
    await act(async () => app.server.reply("prompt.answer", {}));
    expect(screen.queryByTestId("prompt")).not.toBeInTheDocument();
  });

  test("that is over opens nothing any more, and says so", async () => {
    await ask(Date.now() + 30_000);
    await user.click(screen.getByTestId("prompt-allow"));
    await act(async () => app.server.refuse("prompt.answer", "prompt-over"));
    screen.getByRole("button", { name: "閉じる", hidden: true });
    expect(screen.queryByTestId("prompt-allow")).not.toBeInTheDocument();
  });

  test("is taken away when another phone answered", async () => {
    await ask(Date.now() + 30_000);
    await act(async () => app.server.say("show.prompts", { prompts: [] }));
    expect(screen.queryByTestId("prompt")).not.toBeInTheDocument();
  });
});
