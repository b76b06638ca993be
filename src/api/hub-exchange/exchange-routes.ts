import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { docTypes, maximumRequestBytes, usualMaximumBytes } from "#connect/hub-exchange/envelope.ts";
import type { Capabilities } from "#connect/hub-exchange/exchange-answers.ts";
import type { RefusalCode } from "#connect/hub-exchange/refusal-codes.ts";
import { refusalOf, wireInstant } from "#engine/partners/exchange-reply.ts";
import type { ApiContext } from "#api/endpoint.ts";
import { baseOf } from "./base-address.ts";

/** Of one address: a partner with hundreds of orders comes in bursts, each of its requests with a signature that costs us a look. */
const requestsPerMinute = 3000;

/**
 * What other hubs ask of this one: docs/partner-exchange.md. Bodies are taken as bytes, whatever they are called, because bytes are signed; what is
 * done with them is the engine's (`answerExchange`), the same for a company of this hub.
 */
export function registerExchange(
  server: FastifyInstance,
  {
    engine,
    publicUrl,
    now,
  }: Pick<ApiContext, "publicUrl" | "now"> & { readonly engine: Pick<ApiContext["engine"], "answerExchange"> },
): void {
  void server.register(async (exchange) => {
    await exchange.register(rateLimit, { max: requestsPerMinute, timeWindow: "1 minute" });
    const bodyLimit = maximumRequestBytes();
    exchange.removeAllContentTypeParsers();
    exchange.addContentTypeParser("*", { parseAs: "buffer", bodyLimit }, (_request, body, done) => done(null, body));
    exchange.addHook("onRequest", async (_request, reply) => {
      void reply.headers({ "cache-control": "no-store", "x-robots-tag": "noindex, nofollow" });
    });
    const refuse = (reply: FastifyReply, code: RefusalCode, detail: string, more: object = {}) => {
      const { status, body } = refusalOf({ code, detail }, now(), null);
      return reply
        .code(status)
        .type("application/json")
        .send(JSON.stringify({ ...(body as object), ...more }));
    };
    exchange.setErrorHandler((error, request, reply) => {
      const { statusCode = 500 } = error as { statusCode?: number };
      if (statusCode === 413) return refuse(reply, "too_large", `At most ${bodyLimit} bytes`);
      if (statusCode < 500 && statusCode !== 429) return refuse(reply, "bad_envelope", "The request cannot be read");
      if (statusCode >= 500)
        request.log.error({ name: error instanceof Error ? error.name : "" }, "A partner was not answered");
      const retryAfterSeconds = 30;
      void reply.header("retry-after", String(retryAfterSeconds));
      const detail = statusCode === 429 ? "Too many requests" : "Not now";
      return refuse(reply, "retry_after", detail, { retryAfterSeconds });
    });
    exchange.get("/.well-known/hub-exchange", { schema: { hide: true } }, async (request): Promise<Capabilities> => ({
      protocol: "hub-exchange-v1",
      versions: [1],
      baseAddress: baseOf(publicUrl, request),
      time: wireInstant(now()),
      documentTypes: [...docTypes],
      maximumBytes: usualMaximumBytes,
    }));
    exchange.route({
      method: ["GET", "PUT", "POST"],
      url: "/x/v1/*",
      bodyLimit,
      schema: { hide: true },
      handler: async (request: FastifyRequest, reply) => {
        const raw = request.raw.url ?? "";
        const [path = ""] = raw.split("?");
        // Who opens an invitation in a browser is told where it belongs; the dashboard shows that page.
        // Its secret stays behind the `#`, which the browser takes along by itself.
        const [, invite] = /^\/x\/v1\/invites\/([0-9a-f-]{36})$/.exec(path) ?? [];
        if (request.method === "GET" && invite !== undefined)
          return reply.redirect(`/partner-invitation?invite=${invite}`, 303);
        const answer = await engine.answerExchange({
          method: request.method,
          targetUri: `${baseOf(publicUrl, request)}${raw}`,
          path,
          query: new URLSearchParams(raw.split("?")[1] ?? ""),
          headers: request.headers,
          body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
          isLocal: false,
        });
        return reply.code(answer.status).headers(answer.headers).send(answer.body);
      },
    });
  });
}
