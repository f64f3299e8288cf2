// @vitest-environment node
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";

/** What a first visit loads before anything shows: page, scripts and styles, gzip, in bytes. */
const BUDGETS = [
  ["resident", "/app/", 150_000],
  ["panel", "/", 110_000],
  ["portal", "/portal/", 250_000],
] as const;

const web = fileURLToPath(new URL("..", import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** Build the app beside the real pages, in a process of its own: here React would be its development build. */
function buildApp(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `genkan-${name}-`));
  folders.push(folder);
  execFileSync(
    process.execPath,
    [
      join(web, "node_modules/vite/bin/vite.js"),
      ...["build", "--logLevel", "error", "--outDir", folder, "--emptyOutDir"],
    ],
    { cwd: join(web, "apps", name), env: { ...process.env, NODE_ENV: "production" } },
  );
  return folder;
}

/** The page and what it names: its script, the chunks that one needs at once, and the styles. */
function firstLoad(folder: string, base: string): string[] {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? "");
  return ["index.html", ...named.map((path) => path.slice(base.length))];
}

test.each(BUDGETS)(
  "%s opens within its budget",
  (name, base, budget) => {
    const folder = buildApp(name);
    const files = firstLoad(folder, base);
    expect(files.length).toBeGreaterThan(2);
    const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(folder, file))).length, 0);
    expect(bytes, `${name}: ${bytes} bytes`).toBeLessThan(budget);
  },
  120_000,
);

test("the resident app's worker keeps the whole app for times without network", () => {
  const [resident = ""] = folders;
  const worker = readFileSync(join(resident, "sw.js"), "utf8");
  for (const file of ["index.html", "manifest.webmanifest"]) expect(worker).toContain(`"${file}"`);
  for (const file of firstLoad(resident, "/app/")) expect(worker).toContain(file);
  const manifest = JSON.parse(readFileSync(join(resident, "manifest.webmanifest"), "utf8"));
  expect(manifest).toMatchObject({ scope: "/app/", start_url: "/app/", display: "standalone" });
  for (const { src } of manifest.icons) expect(worker).toContain(src);
});
