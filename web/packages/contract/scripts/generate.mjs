/**
 * Write `src/generated/` from the server's own declarations.
 *
 *   node scripts/generate.mjs           writes
 *   node scripts/generate.mjs --check   writes nothing; fails when a file is not fresh
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile } from "json-schema-to-typescript";
import openapiTS, { astToString } from "openapi-typescript";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const generated = fileURLToPath(new URL("../src/generated/", import.meta.url));

const NOTICE = "/* Generated from the server's declarations by `npm run generate`. Do not edit. */";

/** Give the interpreter of the working tree, or the one named by GENKAN_PYTHON. */
function findPython() {
  const local = `${root}.venv/bin/python`;
  return process.env.GENKAN_PYTHON ?? (existsSync(local) ? local : "python3");
}

/** Run a module of the distribution and parse what it prints. */
function readSchema(module) {
  const text = execFileSync(findPython(), ["-m", module], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: `${root}src` },
    maxBuffer: 32 * 1024 * 1024,
  });
  return JSON.parse(text);
}

/** "app.up" → "AppUp" */
function typeName(catalogue) {
  return catalogue.replace(/(?:^|\.)([a-z])/g, (_, letter) => letter.toUpperCase());
}

/** What browsers speak; the link of the station agent stays in Python. */
const CATALOGUES = ["app.up", "app.down", "panel.up", "panel.down"];

async function wireTypes() {
  const schema = readSchema("genkan.wire.schema");
  const kinds = CATALOGUES.map((name) => [name, schema.kinds[name]]);
  const $defs = reachable(
    schema.$defs,
    kinds.flatMap(([, bodies]) => Object.values(bodies)),
  );
  const types = await compile({ $defs, title: "Wire", type: "object" }, "Wire", {
    additionalProperties: false,
    bannerComment: NOTICE,
    unreachableDefinitions: true,
    style: { printWidth: 110 },
  });
  const catalogues = kinds.map(([name, bodies]) => {
    const rows = Object.entries(bodies).map(([kind, body]) => `  ${JSON.stringify(kind)}: ${body};`);
    return `/** ${name}: kind → body. */\nexport interface ${typeName(name)} {\n${rows.join("\n")}\n}\n`;
  });
  return `${withoutGeneratorNotes(types)}\n${catalogues.join("\n")}`;
}

/** Keep the definitions that the named ones lead to, their texts without the source's indentation. */
function reachable($defs, names) {
  const kept = {};
  const visit = (name) => {
    if (name in kept) return;
    const text = JSON.stringify($defs[name]);
    kept[name] = JSON.parse(text, (key, value) =>
      key === "description" ? value.replace(/\n +/g, "\n") : value,
    );
    for (const [, next] of text.matchAll(/"#\/\$defs\/(\w+)"/g)) visit(next);
  };
  for (const name of names) visit(name);
  return kept;
}

/** Drop the empty root type and the notes about where in the schema a type was found. */
function withoutGeneratorNotes(types) {
  return types
    .replace(/^export interface Wire \{\}\n/m, "")
    .replace(/^ \* This interface was referenced by .*\n \* via the .*\n/gm, "")
    .replace(/^ \*\n \*\/$/gm, " */")
    .replace(/^\/\*\*\n \*\/\n/gm, "");
}

/** What the HTTP API takes and gives: `paths` and `components`. */
async function httpTypes() {
  const document = readSchema("genkan.server.bootstrap.openapi");
  return `${NOTICE}\n${astToString(await openapiTS(document))}`;
}

const files = { "http.ts": await httpTypes(), "wire.ts": await wireTypes() };

if (process.argv.includes("--check")) {
  const stale = Object.entries(files).filter(([name, text]) => {
    const path = generated + name;
    return !existsSync(path) || readFileSync(path, "utf8") !== text;
  });
  if (stale.length > 0) {
    console.error(`not fresh: ${stale.map(([name]) => name).join(", ")}; run \`npm run generate\` in web/`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(generated, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(generated + name, text);
  }
}
