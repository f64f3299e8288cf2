export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const STORAGE_KEY = "genkan.theme";
const GROUND = { light: "#faf8f4", dark: "#121416" } as const;

/** Give the theme chosen on this device. */
export function readTheme(fallback: Theme = "system"): Theme {
  try {
    const chosen = window.localStorage.getItem(STORAGE_KEY);
    return THEMES.find((theme) => theme === chosen) ?? fallback;
  } catch {
    return fallback; // storage is refused in some private windows
  }
}

/** Choose the theme and remember it on this device. */
export function chooseTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // it then lasts as long as the page
  }
  paint(theme);
}

/** Paint the page in the chosen theme now and whenever the device changes between day and night. */
export function setUpTheme(fallback: Theme = "system"): void {
  paint(readTheme(fallback));
  nightQuery().addEventListener("change", () => paint(readTheme(fallback)));
}

function paint(theme: Theme): void {
  const shade = theme === "system" ? (nightQuery().matches ? "dark" : "light") : theme;
  document.documentElement.dataset.theme = shade;
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", GROUND[shade]);
}

function nightQuery(): MediaQueryList {
  return window.matchMedia("(prefers-color-scheme: dark)");
}
