import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { dark, light } from "./src/look/tokens.ts";

const listOf = (tokens: Readonly<Record<string, string>>): string =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value};`)
    .join("");

/** The dashboard's colours as a style sheet: this page allows no style but from a file. Its reader's choice of light or dark goes before the device's. */
const tokenSheet: Plugin = {
  name: "catalogue-tokens",
  resolveId: (id) => (id === "virtual:tokens.css" ? `\0${id}` : null),
  load: (id) =>
    id === "\0virtual:tokens.css"
      ? `:root{color-scheme:light;${listOf(light)}}
@media (prefers-color-scheme:dark){:root:not([data-scheme="light"]){color-scheme:dark;${listOf(dark)}}}
:root[data-scheme="dark"]{color-scheme:dark;${listOf(dark)}}`
      : null,
};

/**
 * The catalogue program: a page of its own at /catalogue/, so that a phone keeps nothing of the dashboard and the dashboard loads nothing of
 * this. `scripts/build-dashboard.ts` tells its worker afterwards which files there are.
 */
export default defineConfig({
  root: `${import.meta.dirname}/src/catalogue-program`,
  base: "/catalogue/",
  publicDir: `${import.meta.dirname}/catalogue-public`,
  plugins: [react(), tokenSheet],
  build: {
    outDir: `${import.meta.dirname}/dist/catalogue`,
    emptyOutDir: true,
    target: "es2024",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        page: `${import.meta.dirname}/src/catalogue-program/index.html`,
        worker: `${import.meta.dirname}/src/catalogue-program/worker.ts`,
      },
      output: {
        // Browsers look for a newer worker at the address of the old one.
        entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
