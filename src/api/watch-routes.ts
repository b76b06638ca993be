import type { FastifyInstance, FastifyRequest } from "fastify";
import { isReady } from "#store/ready.ts";
import { newestMigration } from "#store/store.ts";
import { findAccessToken } from "#store/access-tokens.ts";
import type { ApiContext } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";

/** Straight from this machine, and not through a reverse proxy on it: that one says for whom it asks. */
function isFromHere({ raw, headers }: FastifyRequest): boolean {
  const address = raw.socket.remoteAddress ?? "";
  const isLoopback = address === "::1" || /^(?:::ffff:)?127\./.test(address);
  return isLoopback && headers["x-forwarded-for"] === undefined && headers.forwarded === undefined;
}

async function isOperator({ store }: ApiContext, { headers }: FastifyRequest): Promise<boolean> {
  const token = /^bearer +(.+)$/i.exec(headers.authorization ?? "")?.[1]?.trim() ?? "";
  return token !== "" && (await findAccessToken(store.hub, store.key, token))?.role === "operator";
}

const databaseMs = 3000;

/** For whoever keeps the nodes running: does the process answer, may work be sent here, and the figures. Outside the API and its limits. */
export function registerWatchRoutes(server: FastifyInstance, context: ApiContext): void {
  // As they were when this program started: an upgrade may be writing its files.
  const migrations = newestMigration();
  const hide = { schema: { hide: true } };
  server.get("/health", hide, async (_request, reply) =>
    reply.header("cache-control", "no-store").send({ status: "ok" }),
  );
  server.get("/ready", hide, async (_request, reply) => {
    const why = context.engine.isDraining() ? "draining" : await isReady(context.store, await migrations, databaseMs);
    return reply
      .code(why === null ? 200 : 503)
      .header("cache-control", "no-store")
      .send(why === null ? { status: "ready" } : { status: "not ready", why });
  });
  server.get("/metrics", hide, async (request, reply) => {
    if (!isFromHere(request) && !(await isOperator(context, request)))
      throw new RequestRefused("request.unauthorized", "Metrics are for this machine, or for the operator's token");
    const { metrics, store } = context;
    return reply
      .header("cache-control", "no-store")
      .type(metrics.contentType)
      .send(await metrics.text(store.hub));
  });
}
