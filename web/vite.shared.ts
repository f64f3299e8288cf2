/** What the builds of the three apps have in common. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { mergeConfig, type UserConfig } from "vite";

export type AppName = "resident" | "panel" | "portal";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The version of the Python distribution the pages are shipped in. */
function readVersion(): string {
  const source = readFileSync(`${root}/src/genkan/__init__.py`, "utf8");
  return /__version__ = "([^"]+)"/.exec(source)?.[1] ?? "0.0.0";
}

/** Give the build of one app: into the Python package, below `base`, with the server behind `/api`. */
export function appConfig(name: AppName, base: string, more: UserConfig = {}): UserConfig {
  const server = process.env.GENKAN_SERVER ?? "http://localhost:8440";
  const proxy = { "/api": { target: server, ws: true } };
  const shared: UserConfig = {
    base,
    plugins: [react(), tailwindcss()],
    define: { __APP_VERSION__: JSON.stringify(readVersion()) },
    build: {
      outDir: `${root}/src/genkan/web_dist/${name}`,
      emptyOutDir: true,
      target: ["chrome111", "safari16.4", "firefox114"],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 2048,
    },
    server: { proxy },
    preview: { proxy },
  };
  return mergeConfig(shared, more);
}
