/**
 * Builds the dashboard into `dashboard/dist`, and the catalogue program into a folder of it, with every file beside its compressed twins: the
 * hub compresses no file itself.
 */
import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

const dashboard = new URL("../dashboard/", import.meta.url).pathname;

await build({ configFile: `${dashboard}vite.config.ts`, logLevel: "warn" });
await build({ configFile: `${dashboard}catalogue.config.ts`, logLevel: "warn" });
tellWorker();

/**
 * Writes in front of the worker which files the program consists of, and a version that is another as soon as one of them is. The reader of
 * barcodes is for devices without one of their own.
 */
function tellWorker(): void {
  const folder = `${dashboard}dist/catalogue/`;
  const files = globSync("**/*.*", { cwd: folder })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file !== "worker.js")
    .toSorted();
  const hash = createHash("sha256").update(readFileSync(`${folder}worker.js`));
  for (const file of files) hash.update(`\n${file} `).update(readFileSync(`${folder}${file}`));
  const addresses = files.map((file) => `/catalogue/${file === "index.html" ? "" : file}`);
  const isLater = (address: string): boolean => /\.wasm$|ponyfill/.test(address);
  const told = {
    version: hash.digest("hex").slice(0, 16),
    first: addresses.filter((address) => !isLater(address)),
    later: addresses.filter(isLater),
  };
  const worker = readFileSync(`${folder}worker.js`, "utf8");
  writeFileSync(`${folder}worker.js`, `self.programFiles=${JSON.stringify(told)};\n${worker}`);
}

/** Smaller ones gain nothing, and fonts are compressed already. */
for (const file of globSync("**/*.{js,css,svg,html,wasm}", { cwd: `${dashboard}dist` })) {
  const path = `${dashboard}dist/${file}`;
  if (statSync(path).size < 256) continue;
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
}
