import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { registerCataloguePage } from "./catalogue-program/page-routes.ts";

const built = fileURLToPath(new URL("../../dashboard/dist/", import.meta.url));

/** Everything comes from the hub itself. Only styles may stand in the page: Mantine writes its variables there. */
export const contentSecurity = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  fontSrc: ["'self'"],
  imgSrc: ["'self'", "data:", "blob:"],
  frameSrc: ["'self'", "blob:"],
  objectSrc: ["'none'"],
  frameAncestors: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  // A hub on a local network has no https.
  upgradeInsecureRequests: null,
};

/** Everything else is the hub's own: an unknown address there is a problem, not a page. */
const isOurs = (path: string): boolean => /^\/(api|hooks|pay|assets|catalogue)(\/|$)/.test(path);

/** Whether somebody typed or followed an address, rather than a program asking for data. */
const isVisit = ({ method, headers }: FastifyRequest): boolean =>
  (method === "GET" || method === "HEAD") && (headers.accept ?? "").includes("text/html");

/**
 * Serves the built dashboard: its files for ever, for their names change with their content, and its one page at every
 * address of a screen. Returns what answers a visit to an unknown address; false when it is no visit.
 */
export async function registerDashboard(
  server: FastifyInstance,
): Promise<(request: FastifyRequest, reply: FastifyReply) => boolean> {
  if (!existsSync(join(built, "index.html"))) return () => false;
  const page = readFileSync(join(built, "index.html"));
  await server.register(fastifyStatic, {
    root: built,
    wildcard: false,
    index: false,
    preCompressed: true,
    cacheControl: false,
    schemaHide: true,
    globIgnore: ["**/*.gz", "**/*.br", "manifest.json", "index.html", "catalogue/index.html"],
    setHeaders: (reply, path) => {
      const isNamedByContent = path.includes("/assets/");
      void reply.header("cache-control", isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  registerCataloguePage(server, built);
  const send = (reply: FastifyReply, status: 200 | 404): void => {
    void reply.code(status).type("text/html; charset=utf-8").header("cache-control", "no-store").send(page);
  };
  const screens = [
    "/",
    "/a/*",
    "/sign-in",
    "/setup",
    "/invitation/*",
    "/partner-invitation",
    "/all",
    "/certify/*",
    "/system/*",
  ];
  for (const url of screens) server.get(url, { schema: { hide: true } }, (_request, reply) => send(reply, 200));

  return (request, reply) => {
    const path = request.url.split("?")[0] ?? "";
    if (isOurs(path) || !isVisit(request)) return false;
    send(reply, 404);
    return true;
  };
}
