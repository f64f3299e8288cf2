import { addDays, fromLocalText, toDayText, toLocalText, toMinute, toTimeText } from "@genkan/shell/schedule";
import { describe, expect, test } from "vitest";
import { chooseTemplate, emptyForm, findErrors, type KeyForm, toNewKey } from "./key-form";

const TOKYO = "Asia/Tokyo";
const NOW = Date.UTC(2026, 10, 26, 5, 7); // 14:07 in Tokyo

const filled = (part: Partial<KeyForm> = {}): KeyForm => ({
  ...emptyForm(NOW, TOKYO, "ja"),
  visitorName: "山田 太郎",
  ...part,
});

describe("the building's clock", () => {
  test.each([TOKYO, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])(
    "is read back as it was written in %s",
    (zone) => {
      const ms = Date.UTC(2026, 6, 1, 3, 30);
      expect(fromLocalText(toLocalText(ms, zone), zone)).toBe(ms);
    },
  );

  test("is right on both sides of a clock change", () => {
    const zone = "Europe/Berlin";
    expect(fromLocalText("2026-03-29T01:30", zone)).toBe(Date.UTC(2026, 2, 29, 0, 30));
    expect(fromLocalText("2026-03-29T03:30", zone)).toBe(Date.UTC(2026, 2, 29, 1, 30));
    expect(fromLocalText("2026-10-25T04:00", zone)).toBe(Date.UTC(2026, 9, 25, 3, 0));
  });

  test("knows no time where there is none", () => {
    expect(fromLocalText("", TOKYO)).toBeNull();
    expect(toMinute("")).toBeNull();
    expect(toMinute("09:30")).toBe(570);
    expect(toTimeText(570)).toBe("09:30");
    expect(toDayText(NOW, TOKYO)).toBe("2026-11-26");
    expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  });
});

describe("a key that opens once", () => {
  test("begins now and lasts a day, opens once, and goes by the building's clock", () => {
    const key = toNewKey(filled(), TOKYO);
    expect(key).toEqual({
      visitor_name: "山田 太郎",
      id_number: null,
      template: "visitor",
      schedule: {
        kind: "once",
        from_ms: Date.UTC(2026, 10, 26, 5, 0),
        until_ms: Date.UTC(2026, 10, 27, 5, 0),
      },
      uses: 1,
      door_ids: null,
      email: null,
      language: null,
    });
    expect(findErrors(filled(), NOW, TOKYO)).toEqual({});
  });

  test.each([
    [{ visitorName: "  " }, { visitorName: "nameMissing" }],
    [{ uses: "" }, { uses: "usesMissing" }],
    [{ uses: "0" }, { uses: "usesMissing" }],
    [{ uses: "101" }, { uses: "usesMissing" }],
    [{ uses: "many" }, { uses: "usesMissing" }],
    [{ from: "" }, { from: "timeMissing" }],
    [{ until: "2026-11-26T13:00" }, { until: "untilBeforeFrom" }],
    [{ from: "2026-11-20T10:00", until: "2026-11-20T12:00" }, { until: "isOver" }],
    [{ until: "2028-01-01T00:00" }, { until: "tooLong" }],
    [{ doorIds: [] }, { doors: "doorsMissing" }],
    [{ email: "taro@" }, { email: "emailUnfit" }],
  ])("%j lacks %j", (part, errors) => {
    expect(findErrors(filled(part), NOW, TOKYO)).toEqual(errors);
  });

  test("takes full-width digits, and mails in the chosen language", () => {
    const form = filled({ uses: "３", email: " taro@example.jp ", language: "en", idNumber: " A-1 " });
    expect(findErrors(form, NOW, TOKYO)).toEqual({});
    expect(toNewKey(form, TOKYO)).toMatchObject({
      uses: 3,
      email: "taro@example.jp",
      language: "en",
      id_number: "A-1",
    });
  });
});

describe("a key that repeats", () => {
  test("may pass midnight, and be used any number of times", () => {
    const form = filled({ repeat: "weekly", weekdays: [4, 0], fromTime: "22:00", toTime: "02:00", uses: "" });
    expect(findErrors(form, NOW, TOKYO)).toEqual({});
    expect(toNewKey(form, TOKYO)).toMatchObject({
      uses: null,
      schedule: { kind: "weekly", weekdays: [0, 4], from_minute: 1320, to_minute: 120, last_day: null },
    });
  });

  test.each([
    [{ repeat: "weekly", weekdays: [] }, { weekdays: "weekdaysMissing" }],
    [{ repeat: "daily", fromTime: "09:00", toTime: "09:00" }, { time: "timeEmpty" }],
    [{ repeat: "daily", fromTime: "" }, { time: "timeMissing" }],
    [{ repeat: "daily", lastDay: "2026-11-25" }, { lastDay: "isOver" }],
    [{ repeat: "daily", uses: "0" }, { uses: "usesUnfit" }],
  ] as const)("%j lacks %j", (part, errors) => {
    expect(findErrors(filled(part), NOW, TOKYO)).toEqual(errors);
  });

  test("for a parcel is filled in, and what was typed stays", () => {
    const form = chooseTemplate(filled({ visitorName: "宅配" }), "parcel", NOW, TOKYO);
    expect(toNewKey(form, TOKYO)).toMatchObject({
      visitor_name: "宅配",
      template: "parcel",
      uses: 1,
      door_ids: null,
      schedule: { kind: "daily", from_minute: 480, to_minute: 1260, last_day: "2026-11-28" },
    });
    expect(chooseTemplate(form, "visitor", NOW, TOKYO)).toMatchObject({
      repeat: "once",
      visitorName: "宅配",
    });
  });
});
