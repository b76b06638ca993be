import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dashboard` finds the hub. */
const hub = process.env["SCHAKEL_HUB"] ?? "http://127.0.0.1:4380";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    target: "es2024",
    // Nothing inline: the content security policy allows no data: scripts, and fonts are better cached alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // Every visit needs every route: one file compresses better than one per screen.
        codeSplitting: { groups: [{ name: "routes", test: /src\/screens\/[^/]+\/routes\.tsx?$/ }] },
      },
    },
  },
  server: {
    port: 4381,
    // The hub takes a browser's writes only from its own origin.
    proxy: Object.fromEntries(
      ["/api", "/pay", "/hooks"].map((path) => [path, { target: hub, headers: { origin: hub } }]),
    ),
  },
});
