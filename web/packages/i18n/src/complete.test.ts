// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const locales = fileURLToPath(new URL("../../../../locales/", import.meta.url));

function readWords(language: string, file: string): Map<string, string> {
  const words: unknown = JSON.parse(readFileSync(`${locales}${language}/${file}`, "utf8"));
  return new Map(Object.entries(words as Record<string, string>));
}

/** English has two plural forms, Japanese one: compare what both must have. */
function baseKeys(words: Map<string, string>): string[] {
  return [...new Set([...words.keys()].map((key) => key.replace(/_(one|other)$/, "")))].sort();
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1] ?? "").sort();
}

test("both languages have the same areas", () => {
  expect(readdirSync(`${locales}ja`)).toEqual(readdirSync(`${locales}en`));
});

describe.each(readdirSync(`${locales}ja`))("%s", (file) => {
  const ja = readWords("ja", file);
  const en = readWords("en", file);

  test("has every word in both languages", () => {
    expect(baseKeys(ja)).toEqual(baseKeys(en));
  });

  test("has no empty word", () => {
    for (const [key, text] of [...ja, ...en]) expect(text, key).toMatch(/\S/);
  });

  test("fills in the same values in both languages", () => {
    for (const [key, text] of ja) {
      const base = key.replace(/_(one|other)$/, "");
      const twin = en.get(key) ?? en.get(`${base}_other`) ?? en.get(base);
      expect(placeholders(twin ?? ""), key).toEqual(placeholders(text));
    }
  });
});
