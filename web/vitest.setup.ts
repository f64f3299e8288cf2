import { cleanup } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// A warning of React or i18next is a fault of ours: fail the test that caused it.
for (const level of ["error", "warn"] as const) {
  vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
    throw new Error(`console.${level}: ${words.map(String).join(" ")}`);
  });
}

afterEach(cleanup);
