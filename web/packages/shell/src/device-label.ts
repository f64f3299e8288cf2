const DEVICES: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Macintosh/, "Mac"],
  [/CrOS/, "Chromebook"],
  [/Linux/, "Linux"],
];
// Edge and Opera also call themselves Chrome, and Chrome also Safari: the first match counts.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(A|iOS)?\//, "Edge"],
  [/OPR\//, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

/** Give the name by which a person recognises this device in the list of their devices. */
export function describeDevice(userAgent: string): string {
  const find = (table: typeof DEVICES) => table.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [find(DEVICES), find(BROWSERS)].filter(Boolean).join(" · ") || "Browser";
}
