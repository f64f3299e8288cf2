import ja from "../../../../../locales/ja/manual.json";

type Key = keyof typeof ja;
type Id = { [K in Key]: K extends `manual.${infer I}.1` ? I : never }[Key];

interface ManualSection {
  id: Id;
  steps: Key[];
  /** The key of what its picture shows; null: it has none. */
  picture: Key | null;
}

const KEYS = Object.keys(ja) as Key[];

/** The manual's sections in the order of its words, as the printed manual has them. */
export const SECTIONS: readonly ManualSection[] = KEYS.filter((key) => key.endsWith(".1")).map((first) => {
  const id = first.split(".")[1] as Id;
  const isStep = new RegExp(`^manual\\.${id}\\.\\d+$`);
  return {
    id,
    steps: KEYS.filter((key) => isStep.test(key)),
    picture: KEYS.find((key) => key === `manual.${id}.picture`) ?? null,
  };
});

/** Where a section's picture is; `make shots PICTURES=1` takes them. */
export function pictureOf(id: Id, language: string): string {
  return `${import.meta.env.BASE_URL}manual/${id}-${language === "en" ? "en" : "ja"}.jpg`;
}
