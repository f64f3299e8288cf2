import { expect, test } from "vitest";
import { listCountries } from "./countries";

test.each(["ja", "en"])("Japan comes first, the others in the order of the reader (%s)", (language) => {
  const [first, ...others] = listCountries(language);
  expect(first).toMatchObject({ region: "JP", code: "81" });
  const names = others.map(({ name }) => name);
  expect(names).toEqual([...names].sort(new Intl.Collator(language).compare));
  expect(others.find(({ region }) => region === "GB")?.code).toBe("44");
});
