import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { payAddresses, payPath } from "#backoffice/pay-address.ts";
import { documentPdf } from "#backoffice/pdf/document-pdf.ts";
import { asHubError } from "#domain/error.ts";
import type { Language } from "#domain/party.ts";
import { payConnectorsFor } from "#domain/pay-ways.ts";
import { inAdministration } from "#store/database.ts";
import { balancesOf } from "#store/document-balance.ts";
import { isIssued, readDocuments } from "#store/documents.ts";
import type { StoredFile } from "#store/files.ts";
import { payWaysOf, resolvePayKey, type PayPlace } from "#store/pay-links.ts";
import type { ApiContext } from "#api/endpoint.ts";
import { inline } from "#api/content-disposition.ts";
import { contentPolicy, payPage, plainPage } from "./pay-html.ts";
import { payViewOf } from "./pay-view.ts";

/** Requests per minute: all pages for one address, which an office shares; and starts of one link for one address. */
const looksPerMinute = 300;
const startsPerMinute = 20;
const looksAgainSeconds = 5;

type Request = FastifyRequest<{ Params: { key: string; connector?: string }; Querystring: { back?: string } }>;

/**
 * The page where a customer pays one document: `GET /pay/{key}`. For everybody who has the key, and for nobody else: nothing leads to it, and
 * an unknown key tells nothing. What the provider's page says when it sends a customer back is never believed.
 */
export function registerPayPages(server: FastifyInstance, context: ApiContext): void {
  const { store, engine, publicUrl } = context;
  const policy = contentPolicy(publicUrl?.protocol !== "https:");

  void server.register(async (pay) => {
    await pay.register(rateLimit, { max: looksPerMinute, timeWindow: "1 minute" });
    pay.removeAllContentTypeParsers();
    // A form without fields: nothing in it is read.
    pay.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: 1024 }, (_request, _body, done) => done(null, null));
    pay.addHook("onRequest", async (_request, reply) => {
      void reply.headers({
        "content-security-policy": policy,
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
        "referrer-policy": "no-referrer",
      });
    });
    pay.setErrorHandler((error, request, reply) => {
      const { statusCode = 500 } = error as { statusCode?: number };
      if (statusCode === 429) return send(reply, 429, plainPage(languageOf(request), "tooMany", "tooManyHow"));
      if (statusCode < 500) return unknown(request, reply);
      request.log.error({ code: asHubError(error).code }, "A pay page failed");
      return send(reply, 500, plainPage(languageOf(request), "tooMany", "broken"));
    });

    pay.get("/pay/:key", { schema: { hide: true } }, async (request: Request, reply) => {
      const { key } = request.params;
      const place = await placeOf(key);
      if (place === null) return unknown(request, reply);
      await engine.payments.lookSoon(place);
      return show(request, reply, place, { isBack: request.query.back === "1", isBroken: false });
    });

    pay.get("/pay/:key/pdf", { schema: { hide: true } }, async (request: Request, reply) => {
      const place = await placeOf(request.params.key);
      const file = place === null ? null : await pdfOf(place);
      if (file === null) return unknown(request, reply);
      // The browser's own viewer of PDFs is a page too, which the policy of the page would leave empty.
      void reply.headers({
        "content-security-policy": "frame-ancestors 'none'",
        "content-disposition": inline(file.name),
      });
      return reply.type(file.mediaType).send(file.bytes);
    });

    pay.post(
      "/pay/:key/:connector",
      { schema: { hide: true }, config: { rateLimit: { max: startsPerMinute, keyGenerator: startsOf } } },
      async (request: Request, reply) => {
        const { key, connector = "" } = request.params;
        const place = await placeOf(key);
        if (place === null) return unknown(request, reply);
        const way = await wayOf(place, connector);
        if (way === null || publicUrl === null) return reply.redirect(`../${key}`, 303);
        const returnUrl = new URL(payPath(key), publicUrl);
        returnUrl.searchParams.set("back", "1");
        // A customer who leaves does not stop it: the provider's answer would be lost.
        const { signal } = new AbortController();
        const started = await engine.payments
          .start({ ...place, ...way, returnUrl }, signal)
          .catch((thrown: unknown) => {
            const { code, message } = asHubError(thrown);
            request.log.warn({ code }, `A payment was not started: ${message}`);
            return null;
          });
        if (started === null) return show(request, reply, place, { isBack: false, isBroken: true });
        return reply.redirect(started.kind === "started" ? started.checkoutUrl : `../${key}?back=1`, 303);
      },
    );
  });

  const placeOf = (key: string): Promise<PayPlace | null> =>
    /^[\w-]{32,64}$/.test(key) ? resolvePayKey(store.hub, key) : Promise.resolve(null);

  /** The connection behind this button, when it is still one of those that are switched on. */
  const wayOf = (
    { administrationId, documentId }: PayPlace,
    connector: string,
  ): Promise<{ readonly connectionId: string; readonly language: Language } | null> =>
    inAdministration(store.app, administrationId, async (trx) => {
      const [document] = await balancesOf(trx, [documentId]);
      if (document === undefined) return null;
      const ways = await payWaysOf(trx, administrationId, payConnectorsFor(document.currency));
      const way = ways.find((one) => one.connector === connector);
      return way === undefined ? null : { connectionId: way.connectionId, language: document.language };
    });

  /** Null for a draft: its link is not a customer's yet. */
  const pdfOf = ({ administrationId, documentId }: PayPlace): Promise<StoredFile | null> =>
    inAdministration(store.app, administrationId, async (trx) => {
      const [document] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
      if (document === undefined || !isIssued(document)) return null;
      return documentPdf(trx, administrationId, documentId, payAddresses(publicUrl));
    });

  const show = async (
    request: Request,
    reply: FastifyReply,
    place: PayPlace,
    state: { readonly isBack: boolean; readonly isBroken: boolean },
  ): Promise<FastifyReply> => {
    const { key } = request.params;
    const view = await inAdministration(store.app, place.administrationId, (trx) =>
      payViewOf(trx, place.administrationId, place.documentId, { ...state, key: state.isBroken ? `../${key}` : key }),
    );
    if (view === null) return unknown(request, reply);
    if (view.isWaiting) void reply.header("refresh", String(looksAgainSeconds));
    return send(reply, state.isBroken ? 503 : 200, payPage(view));
  };
}

/** By the link itself: a query behind it is no other link. */
const startsOf = ({ ip, params }: FastifyRequest): string => `${ip} ${(params as { key: string }).key}`;

const send = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(html);

const languages: readonly Language[] = ["nl", "fr", "en", "de"];

/** Of the browser: without a document nobody knows the customer's. */
function languageOf({ headers }: Pick<FastifyRequest, "headers">): Language {
  const wishes = (headers["accept-language"] ?? "").slice(0, 200).split(",");
  for (const wish of wishes) {
    const known = languages.find((language) => language === wish.trim().slice(0, 2).toLowerCase());
    if (known !== undefined) return known;
  }
  return "nl";
}

const unknown = (request: Pick<FastifyRequest, "headers">, reply: FastifyReply): FastifyReply =>
  send(reply, 404, plainPage(languageOf(request), "unknown", "unknownHow"));
