/** What kind of browser shows the page: what a link may do depends on it. */
export interface BrowserKind {
  /** The app on the home screen of an iPhone does not share the browser's sign-in. */
  isIos: boolean;
  isInstalled: boolean;
  /** A window inside another app, where nothing can be installed and no camera asked for. */
  inApp: "line" | "other" | null;
}

const IN_APP: readonly (readonly [RegExp, "line" | "other"])[] = [
  [/\bLine\//, "line"],
  [/FBAN|FBAV|Instagram|\bGSA\/|Twitter|MicroMessenger|YJApp|; wv\)/, "other"],
];

export function readBrowserKind(
  agent: string = navigator.userAgent,
  touchPoints: number = navigator.maxTouchPoints,
  isStandalone: boolean = matchMedia("(display-mode: standalone)").matches,
): BrowserKind {
  return {
    isIos: /iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && touchPoints > 1),
    isInstalled: isStandalone,
    inApp: IN_APP.find(([pattern]) => pattern.test(agent))?.[1] ?? null,
  };
}
