import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import { serializerCompiler } from "fastify-type-provider-zod";
import { z } from "zod";
import { changeFeed } from "#store/change-feed.ts";
import { admit, type Admitted } from "./authentication.ts";
import { answerBrokenRequest } from "./broken-request.ts";
import { usualPermissions } from "./catalogue-program/page-routes.ts";
import { contentSecurity, registerDashboard } from "./dashboard.ts";
import type { AnyEndpoint, ApiContext } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { registerImages } from "./catalogue/image-routes.ts";
import { registerHooks } from "./hooks.ts";
import { registerExchange } from "./hub-exchange/exchange-routes.ts";
import { gzipped } from "./gzipped.ts";
import { languageOf } from "./language.ts";
import { openapi, schemaOf } from "./openapi.ts";
import { registerPayPages } from "./pay/pay-routes.ts";
import { problemOf, RequestRefused, sendProblem, toProblem } from "./problem.ts";
import { record } from "./recording.ts";
import { readFileBodies, readJsonBodies, refuseLargeFile } from "./request-body.ts";
import { registerPunchout } from "./supplier-webshops/punchout-routes.ts";
import { givenCompiler } from "./validation.ts";
import { registerWatchRoutes } from "./watch-routes.ts";

export interface ServerOptions {
  readonly context: Omit<ApiContext, "live">;
  readonly logger: FastifyBaseLogger;
  /** Requests per minute and address at the API; hooks have no limit of their own, a shop may deliver in bursts. */
  readonly requestsPerMinute: number;
  /** Addresses of reverse proxies that are believed; none by default. */
  readonly proxies?: readonly string[];
}

/** What a log may know of a failure: database errors carry the rows they failed on, so nothing else of them is written. */
function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack } = error;
  return { name, message, stack, ...("code" in error && { code: error.code }) };
}

/** The HTTP server: hooks, the API with its OpenAPI 3.1 at /api/openapi.json, and the dashboard. Not listening yet. */
export async function buildServer({
  context: given,
  logger,
  requestsPerMinute,
  proxies = [],
}: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    trustProxy: proxies.length === 0 ? false : [...proxies],
    requestTimeout: 60_000,
    // The longest part an endpoint takes is an order id of 200 characters, which may be written as %XX each.
    routerOptions: { maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => {
      void sendProblem(reply, toProblem(error, languageOf(request)));
    },
    clientErrorHandler: answerBrokenRequest,
  });
  readJsonBodies(server);
  server.setValidatorCompiler(givenCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error, languageOf(request));
    if (problem.status >= 500) {
      request.log.error(
        { problem: problem.code, path: request.routeOptions.url, ...traceOf(error) },
        "A request failed",
      );
    }
    return sendProblem(reply, problem);
  });
  const closing = new AbortController();
  const { address, key } = given.store;
  const feed = changeFeed(address, key, (error) =>
    logger.warn({ error: error.message }, "Nobody hears of changes for a moment"),
  );
  const context: ApiContext = { ...given, live: { feed, closing: closing.signal } };
  // Before the server waits for its open connections: event streams would keep it waiting for ever.
  server.addHook("preClose", async () => closing.abort());
  server.addHook("onClose", () => feed.close());
  await server.register(helmet, {
    contentSecurityPolicy: { directives: contentSecurity },
  });
  server.addHook("onRequest", async (_request, reply) => {
    void reply.header("permissions-policy", usualPermissions);
  });
  await server.register(cookie);
  await server.register(swagger, openapi);
  registerHooks(server, context);
  registerPayPages(server, context);
  registerPunchout(server, context);
  registerExchange(server, context);
  registerImages(server, context);
  registerWatchRoutes(server, context);
  const answerVisit = await registerDashboard(server);
  server.setNotFoundHandler((request, reply) => {
    if (answerVisit(request, reply)) return reply;
    return sendProblem(reply, problemOf("request.not_found", languageOf(request), "There is nothing at this address"));
  });
  await server.register(async (api) => {
    await api.register(rateLimit, {
      max: requestsPerMinute,
      timeWindow: "1 minute",
      errorResponseBuilder: (_request, { after }) =>
        new RequestRefused(
          "request.too_many",
          `More than ${requestsPerMinute} requests in a minute; go on in ${after}`,
        ),
    });
    const health = z.object({ status: z.literal("ok") });
    api.get(
      "/api/health",
      { schema: { summary: "Is this node up?", operationId: "getHealth", security: [], response: { 200: health } } },
      async () => ({ status: "ok" as const }),
    );
    api.get("/api/openapi.json", { schema: { hide: true } }, async () => server.swagger());
    for (const endpoint of endpoints) await registerIn(api, context, endpoint);
  });
  return server;
}

/** An endpoint that takes a file has a way of reading bodies of its own. */
async function registerIn(api: FastifyInstance, context: ApiContext, endpoint: AnyEndpoint): Promise<void> {
  const { upload } = endpoint;
  if (upload === undefined) {
    registerEndpoint(api, context, endpoint);
    return;
  }
  await api.register(async (place) => {
    readFileBodies(place, upload.most);
    registerEndpoint(place, context, endpoint);
  });
}

function registerEndpoint(server: FastifyInstance, context: ApiContext, endpoint: AnyEndpoint): void {
  const admitted = new WeakMap<FastifyRequest, Admitted>();
  server.route({
    method: endpoint.method,
    url: endpoint.path,
    schema: schemaOf(endpoint),
    // After the rate limit, before a body is read: strangers learn nothing of what an endpoint expects.
    preParsing: async (request, reply) => {
      admitted.set(request, await admit(context, endpoint, request, reply));
      if (endpoint.upload !== undefined) refuseLargeFile(request, endpoint.upload.most);
    },
    ...(endpoint.isCompressed === true && { onSend: gzipped }),
    handler: async (request, reply) => {
      const call = admitted.get(request);
      if (call === undefined) throw new Error("A call was handled that nobody admitted");
      const stopped = new AbortController();
      reply.raw.once("close", () => {
        if (!reply.raw.writableFinished) stopped.abort(new Error("The caller hung up"));
      });
      const made = {
        ...call,
        params: request.params,
        query: request.query,
        body: request.body,
        language: languageOf(request),
        signal: stopped.signal,
        request,
        reply,
      };
      const recorded = record(context, endpoint, made);
      const answer = await endpoint.handle(recorded.context, { ...made, tell: recorded.tell });
      await recorded.finish();
      void reply.header("cache-control", "no-store");
      if (endpoint.mediaType?.includes("*") === true) return reply.send(answer);
      if (endpoint.mediaType !== undefined) return reply.type(endpoint.mediaType).send(answer);
      return reply.code(endpoint.status).send(answer as never);
    },
  });
}
