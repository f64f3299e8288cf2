import { expect, test, vi } from "vitest";
import { hurryWithBrowser, openBrowserSocket } from "./browser";

test("speaks to the page's own origin, encrypted where the page is", () => {
  const opened: string[] = [];
  vi.stubGlobal(
    "WebSocket",
    class {
      constructor(url: URL) {
        opened.push(String(url));
      }
    },
  );
  openBrowserSocket("/api/app/link?app=resident");
  expect(opened).toEqual([`${location.origin.replace("http", "ws")}/api/app/link?app=resident`]);
});

test.each([
  ["online", window],
  ["offline", window],
  ["pageshow", window],
  ["visibilitychange", document],
] as const)("%s hurries the link, until nobody wants that", (name, target) => {
  const link = { hurry: vi.fn() };
  const stop = hurryWithBrowser(link);
  target.dispatchEvent(new Event(name));
  expect(link.hurry).toHaveBeenCalledTimes(1);
  stop();
  target.dispatchEvent(new Event(name));
  expect(link.hurry).toHaveBeenCalledTimes(1);
});
