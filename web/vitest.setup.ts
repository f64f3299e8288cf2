import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

configure({ asyncUtilTimeout: 5_000 }); // two cores, and other work on them

// A warning of React or i18next is a fault of ours: fail the test that caused it.
for (const level of ["error", "warn"] as const) {
  vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
    throw new Error(`console.${level}: ${words.map(String).join(" ")}`);
  });
}

// What jsdom has no layout and no pointer for.
if (typeof window !== "undefined") {
  window.matchMedia ??= (media: string) =>
    Object.assign(new EventTarget(), { media, matches: false, onchange: null }) as MediaQueryList;
  window.scrollTo = () => undefined;
  HTMLElement.prototype.setPointerCapture ??= () => undefined;
  HTMLElement.prototype.releasePointerCapture ??= () => undefined;
  HTMLElement.prototype.hasPointerCapture ??= () => false;
  Object.defineProperty(CSSStyleDeclaration.prototype, "transform", {
    get: () => "none",
    set: () => undefined,
    configurable: true,
  });
}

afterEach(cleanup);
