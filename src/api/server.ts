import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import swagger from "@fastify/swagger";
import fastify, { type FastifyBaseLogger, type FastifyInstance } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from "fastify-type-provider-zod";
import { administrationOf, authenticate, authorise } from "./authentication.ts";
import type { AnyEndpoint, ApiContext } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { registerHooks } from "./hooks.ts";
import { Problem, requestCodes, toProblem } from "./problem.ts";
import { registerStatusPage } from "./status-page.ts";

export interface ServerOptions {
  readonly context: ApiContext;
  readonly logger: FastifyBaseLogger;
  /** Requests per minute and address at the API; hooks have no limit of their own, a shop may deliver in bursts. */
  readonly requestsPerMinute: number;
}

const description =
  "One documented API for the orders, documents and connections of a Schakel hub. Amounts are decimal text, instants UTC, days local.";

/** The HTTP server: hooks, the API with its OpenAPI 3.1 at /api/openapi.json, and the status page. Not listening yet. */
export async function buildServer({ context, logger, requestsPerMinute }: ServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: logger,
    disableRequestLogging: true,
    bodyLimit: 1024 * 1024,
    trustProxy: false,
    requestTimeout: 60_000,
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serializerCompiler);
  server.setErrorHandler((error, request, reply) => {
    const problem = toProblem(error);
    if (problem.status >= 500) request.log.error({ err: error, path: request.routeOptions.url }, "A request failed");
    return reply.code(problem.status).type("application/problem+json").send(JSON.stringify(problem));
  });
  server.setNotFoundHandler((_request, reply) => {
    const problem: Problem = {
      type: "urn:schakel:error:request.not_found",
      title: "Not found",
      status: 404,
      code: "request.not_found",
      detail: "There is nothing at this address",
    };
    return reply.code(404).type("application/problem+json").send(JSON.stringify(problem));
  });
  await server.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'self'"], styleSrc: ["'self'", "'unsafe-inline'"] } },
  });
  await server.register(cookie);
  await server.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Schakel", version: "0.1.0", description },
      components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  registerHooks(server, context);
  await server.register(async (api) => {
    await api.register(rateLimit, { max: requestsPerMinute, timeWindow: "1 minute" });
    api.get("/api/health", { schema: { summary: "Is this node up?", security: [] } }, async () => ({ status: "ok" }));
    api.get("/api/openapi.json", { schema: { hide: true } }, async () => server.swagger());
    for (const endpoint of endpoints) registerEndpoint(api, context, endpoint);
    registerStatusPage(api, context);
  });
  return server;
}

/** Statuses every endpoint may answer with. */
const commonStatuses = [
  requestCodes["request.invalid"],
  requestCodes["request.unauthorized"],
  requestCodes["request.forbidden"],
  requestCodes["request.too_many"],
  500,
];

function registerEndpoint(server: FastifyInstance, context: ApiContext, endpoint: AnyEndpoint): void {
  const problems = Object.fromEntries(
    [...commonStatuses, ...(endpoint.path.includes(":") ? [404] : [])].map((status) => [status, Problem]),
  );
  server.withTypeProvider<ZodTypeProvider>().route({
    method: endpoint.method,
    url: endpoint.path,
    schema: {
      summary: endpoint.summary,
      description: `Permission: ${endpoint.permission}.${endpoint.errors.length === 0 ? "" : ` Own error codes: ${endpoint.errors.join(", ")}.`}`,
      params: endpoint.params,
      querystring: endpoint.query,
      ...(endpoint.method === "GET" ? {} : { body: endpoint.body }),
      ...(endpoint.mediaType === undefined
        ? { response: { [endpoint.status]: endpoint.answer, ...problems } }
        : { produces: [endpoint.mediaType] }),
    },
    handler: async (request, reply) => {
      const token = await authenticate(context.store, request);
      authorise(token, endpoint.permission);
      const administrationId = endpoint.scope === "hub" ? "" : await administrationOf(context.store, request, token);
      const stopped = new AbortController();
      request.raw.once("aborted", () => stopped.abort(new Error("The caller hung up")));
      const answer = await endpoint.handle(context, {
        params: request.params,
        query: request.query,
        body: request.body,
        token,
        administrationId,
        signal: stopped.signal,
        request,
        reply,
      });
      if (endpoint.mediaType !== undefined) return reply.type(endpoint.mediaType).send(answer);
      return reply.code(endpoint.status).send(answer as never);
    },
  });
}
