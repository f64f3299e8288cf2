import { beforeEach, describe, expect, test, vi } from "vitest";
import { detectLanguage, rememberLanguage } from "./language";
import { changeLanguage, setUpWords } from "./words";

beforeEach(() => localStorage.clear());

describe("the language of a first visit", () => {
  test.each([
    [["ja-JP"], "ja"],
    [["en-GB", "ja"], "en"],
    [["fr", "de", "en-US"], "en"],
    [["fr", "zh-TW"], "ja"],
    [[], "ja"],
  ])("%j → %s", (preferred, language) => {
    expect(detectLanguage(preferred)).toBe(language);
  });
});

test("a language chosen here stands above the browser's", () => {
  rememberLanguage("en");
  expect(detectLanguage(["ja"])).toBe("en");
});

test("a remembered language that does not exist is passed over", () => {
  localStorage.setItem("genkan.language", "tlh");
  expect(detectLanguage(["en"])).toBe("en");
});

test("where the browser keeps nothing, the choice lasts as long as the page", () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("no", "SecurityError");
  });
  expect(() => rememberLanguage("en")).not.toThrow();
  expect(detectLanguage(["ja"])).toBe("ja");
});

test("the words are ready at once, and change with the document's language", async () => {
  const words = setUpWords({ resident: { ja: { hello: "こんにちは" }, en: { hello: "Hello" } } }, "ja");
  expect(words.t("common:door.released")).toBe("解錠成功");
  expect(document.documentElement.lang).toBe("ja");
  await changeLanguage(words, "en");
  expect(words.t("common:door.released")).toBe("Door opened");
  expect(document.documentElement.lang).toBe("en");
  expect(localStorage.getItem("genkan.language")).toBe("en");
});
