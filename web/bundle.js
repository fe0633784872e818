// Script and style of the page as one file each, and the licences of what went into them: `node bundle.js FOLDER`.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const LICENCES = { preact: "LICENSE", minisearch: "LICENSE.txt" };

const [folder] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { metafile } = await build({
  entryPoints: { app: here("app/main.jsx") },
  outdir: folder,
  bundle: true,
  minify: true,
  metafile: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  jsx: "automatic",
  jsxImportSource: "preact",
  logLevel: "warning",
});
const used = new Set(Object.keys(metafile.inputs).map((one) => one.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean));
const unknown = [...used].filter((name) => !(name in LICENCES));
if (unknown.length) throw new Error(`bundle.js knows no licence file of ${unknown.join(", ")}`);
const texts = [...used].sort().map((name) => `${name}\n\n${readFileSync(here(`node_modules/${name}/${LICENCES[name]}`), "utf8").trim()}`);
writeFileSync(`${folder}/licences.txt`, `${texts.join("\n\n")}\n`);
