import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";

/**
 * What the page of the catalogue program may: run the reader of barcodes, which is WebAssembly of ours, and keep a worker. No style but from a
 * file, and nothing from elsewhere.
 */
const pagePolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "base-uri 'none'",
].join(";");

/** Everywhere else the browser asks nobody for it. */
export const usualPermissions = "camera=(), geolocation=(), microphone=()";
const pagePermissions = "camera=(self), geolocation=(), microphone=()";

/** Views are addresses without a dot; everything else below it is a file, which is there or is not. */
const isFile = (path: string): boolean => /\/assets\/|\.[^/]*$/.test(path);

/** The catalogue program: one page at every address of its views. Its files are served with those of the dashboard. */
export function registerCataloguePage(server: FastifyInstance, built: string): void {
  const file = join(built, "catalogue", "index.html");
  if (!existsSync(file)) return;
  const page = readFileSync(file);
  server.get("/catalogue", { schema: { hide: true } }, (_request, reply) => reply.redirect("/catalogue/", 302));
  server.get("/catalogue/*", { schema: { hide: true } }, (request, reply) => {
    if (isFile(request.url.split("?")[0] ?? "")) return reply.callNotFound();
    return reply
      .headers({
        "content-security-policy": pagePolicy,
        "permissions-policy": pagePermissions,
        // The worker keeps it, with its version; a browser asks each time.
        "cache-control": "no-cache",
      })
      .type("text/html; charset=utf-8")
      .send(page);
  });
}
