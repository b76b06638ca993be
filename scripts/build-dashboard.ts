/** Builds the dashboard into `dashboard/dist`, with every file beside its compressed twins: the hub compresses nothing itself. */
import { globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";

const dashboard = new URL("../dashboard/", import.meta.url).pathname;

await build({ configFile: `${dashboard}vite.config.ts`, logLevel: "warn" });

/** Smaller ones gain nothing, and fonts are compressed already. */
for (const file of globSync("**/*.{js,css,svg,html}", { cwd: `${dashboard}dist` })) {
  const path = `${dashboard}dist/${file}`;
  if (statSync(path).size < 256) continue;
  const bytes = readFileSync(path);
  writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }));
}
