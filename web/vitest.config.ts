import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const TESTS = ["packages/*/src/**/*.test.{ts,tsx}", "apps/*/src/**/*.test.{ts,tsx}", "tests/**/*.test.ts"];
// Node's Web Crypto takes no bytes of another context.
const PROCESSES = ["apps/resident/src/lock/lock.test.tsx", "apps/resident/src/account/first-start.test.tsx"];

export default defineConfig({
  plugins: [react()],
  define: { __APP_VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    environment: "jsdom",
    setupFiles: ["./vitest.setup.ts"],
    restoreMocks: true,
    unstubGlobals: true,
    css: false,
    testTimeout: 20_000, // a screen loaded late is compiled in the test that first looks for it
    maxWorkers: 2,
    projects: [
      // Contexts of one process that share what is compiled: half the time of a process for each file.
      { extends: true, test: { name: "contexts", pool: "vmThreads", include: TESTS, exclude: PROCESSES } },
      { extends: true, test: { name: "processes", pool: "forks", include: PROCESSES } },
    ],
  },
});
