/** Countries and regions with their calling codes, Japan first; the rest in the order of their names. */
const CODES: Readonly<Record<string, string>> = {
  JP: "81",
  AU: "61",
  BD: "880",
  BR: "55",
  CA: "1",
  CH: "41",
  CN: "86",
  DE: "49",
  ES: "34",
  FR: "33",
  GB: "44",
  HK: "852",
  ID: "62",
  IN: "91",
  IT: "39",
  KH: "855",
  KR: "82",
  LK: "94",
  MM: "95",
  MN: "976",
  MX: "52",
  MY: "60",
  NL: "31",
  NP: "977",
  NZ: "64",
  PE: "51",
  PH: "63",
  PK: "92",
  RU: "7",
  SE: "46",
  SG: "65",
  TH: "66",
  TR: "90",
  TW: "886",
  UA: "380",
  US: "1",
  VN: "84",
};

export interface Region {
  region: string;
  name: string;
  code: string;
}

/** Give the regions as a reader of the language knows them. */
export function listRegions(language: string): Region[] {
  const names = new Intl.DisplayNames([language], { type: "region" });
  const regions = Object.entries(CODES).map(([region, code]) => ({
    region,
    name: names.of(region) ?? region,
    code,
  }));
  const [japan, ...others] = regions;
  others.sort((one, other) => one.name.localeCompare(other.name, language));
  return japan === undefined ? others : [japan, ...others];
}
