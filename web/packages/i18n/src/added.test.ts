import { expect, test } from "vitest";
import { addWords } from "./added";
import { createWords } from "./instance";

test("words that come later stand beside those of their area, in both languages", () => {
  const words = createWords({ app: { ja: { first: "一" }, en: { first: "one" } } }, "ja");
  const later = { ja: { second: "二" }, en: { second: "two" } };
  for (let time = 0; time < 2; time += 1) addWords(words, "app", later);
  const say = (key: string, lng: string) => words.getResource(lng, "app", key);
  expect([say("first", "ja"), say("second", "ja"), say("second", "en")]).toEqual(["一", "二", "two"]);
});

test("every instance gets them", () => {
  const later = { ja: { word: "語" }, en: { word: "word" } };
  const [one, other] = [createWords({}, "ja"), createWords({}, "ja")];
  for (const words of [one, other]) addWords(words, "app", later);
  expect(other.getResource("ja", "app", "word")).toBe("語");
});
