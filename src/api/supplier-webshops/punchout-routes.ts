import { randomBytes } from "node:crypto";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { readPunchout } from "#connect/punchout/read-punchout.ts";
import type { PunchoutReading } from "#connect/punchout/reading.ts";
import { PunchoutTerms } from "#connect/punchout/terms.ts";
import { stageBasket } from "#backoffice/stage-basket.ts";
import { asHubError } from "#domain/error.ts";
import { mostReturnedBytes, parkedHours } from "#domain/supplier/webshop-functions.ts";
import type { TextKey } from "#domain/texts/text.ts";
import { readConnection } from "#store/connections.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import {
  insertAttemptOf,
  lockPunchoutSession,
  resolvePunchout,
  usePunchoutSession,
  type PunchoutPlace,
  type PunchoutSession,
} from "#store/punchout-sessions.ts";
import { readEntry } from "#store/supplier-entries.ts";
import { supplierFacts } from "#store/supplier-matches.ts";
import type { ApiContext } from "#api/endpoint.ts";
import { languageOf } from "#api/language.ts";
import { breakOutPage, pagePolicy, saidPage } from "./punchout-html.ts";

/** Requests per minute: for one address, which an office shares; and posts of one visit. */
const looksPerMinute = 300;
const postsPerMinute = 20;

type Request = FastifyRequest<{ Params: { token: string } }>;

/** What is said instead of a basket. */
type Said = "over" | "parked" | "again" | "nothing" | "unreadable" | "tooLarge" | "wrongWay" | "tooMany" | "broken";
const statusOf = {
  over: 404,
  parked: 200,
  again: 200,
  nothing: 200,
  unreadable: 422,
  tooLarge: 413,
  wrongWay: 405,
  tooMany: 429,
  broken: 500,
} as const satisfies Record<Said, number>;

const texts = {
  over: ["punchout.over", "punchout.overHow"],
  parked: ["punchout.parked", "punchout.parkedHow"],
  again: ["punchout.again", "punchout.againHow"],
  nothing: ["punchout.nothing", "punchout.nothingHow"],
  unreadable: ["punchout.unreadable", "punchout.unreadableHow"],
  tooLarge: ["punchout.tooLarge", "punchout.tooLargeHow"],
  wrongWay: ["punchout.wrongWay", "punchout.wrongWayHow"],
  tooMany: ["punchout.tooMany", "punchout.tooManyHow"],
  broken: ["punchout.broken", "punchout.brokenHow"],
} as const satisfies Record<
  Said,
  readonly [Extract<TextKey, `punchout.${string}`>, Extract<TextKey, `punchout.${string}`>]
>;

/** What came of a post: a basket to look at, or a sentence. */
type Returned =
  { readonly said: Said; readonly basketId: string | null } | { readonly said: null; readonly basketId: string };

/**
 * Where a shop sends the basket back: `POST /punchout/return/{token}` (contract punchout-oci.md 4). It comes from a page of another site, so no
 * cookie of ours comes with it and none is looked at: who it is for stands in the token alone, which is unguessable, works once and is over after
 * a working day. Nothing in what was posted says where the browser goes next.
 */
export function registerPunchout(server: FastifyInstance, context: ApiContext): void {
  const { store } = context;
  const nowText = () => context.now().toString();
  const within = <T>({ administrationId }: PunchoutPlace, work: (trx: Transaction) => Promise<T>) =>
    inAdministration(store.app, administrationId, work);

  void server.register(async (punchout) => {
    await punchout.register(rateLimit, { max: looksPerMinute, timeWindow: "1 minute" });
    const places = new WeakMap<FastifyRequest, PunchoutPlace>();
    const types = new WeakMap<FastifyRequest, string>();
    punchout.removeAllContentTypeParsers();
    punchout.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: mostReturnedBytes }, (_request, body, done) =>
      done(null, body),
    );
    punchout.addHook("onRequest", async (request, reply) => {
      void reply.headers({
        "content-security-policy": pagePolicy({ framed: true }),
        "cache-control": "no-store",
        "x-robots-tag": "noindex, nofollow",
        "referrer-policy": "no-referrer",
      });
      // A shop may show what comes back in a frame of its own.
      reply.raw.removeHeader("x-frame-options");
      types.set(request, request.headers["content-type"] ?? "");
      // Whatever the shop calls it, the bytes are kept; what they are is found out when they are read.
      request.headers["content-type"] = "application/octet-stream";
      // Before the body is read: what nobody expects takes no memory.
      const { token = "" } = request.params as { token?: string };
      const place = /^[\w-]{22,64}$/.test(token) ? await resolvePunchout(store.hub, token) : null;
      if (place !== null) places.set(request, place);
      else return say(request, reply, "over", null);
      return undefined;
    });
    punchout.setErrorHandler((error, request, reply) => {
      const { statusCode = 500 } = error as { statusCode?: number };
      if (statusCode === 413) return say(request, reply, "tooLarge", null);
      if (statusCode === 429) return say(request, reply, "tooMany", null);
      if (statusCode < 500) return say(request, reply, "unreadable", null);
      request.log.error({ code: asHubError(error).code }, "A basket that came back was not stored");
      return say(request, reply, "broken", null);
    });

    const answer = async (request: Request, reply: FastifyReply, post: Post): Promise<FastifyReply> => {
      const place = places.get(request);
      if (place === undefined) return say(request, reply, "over", null);
      const { said, basketId } = await receive(place, post);
      const to = basketId === null ? `/a/${place.administrationId}` : stagingPath(place, basketId);
      if (said !== null) return say(request, reply, said, to);
      if (!isFramed(request)) return reply.redirect(to, 303);
      const nonce = randomBytes(18).toString("base64");
      void reply.header("content-security-policy", pagePolicy({ nonce, framed: true }));
      return html(reply, 200, breakOutPage(languageOf(request), to, nonce));
    };
    const posts = {
      schema: { hide: true },
      bodyLimit: mostReturnedBytes,
      config: { rateLimit: { max: postsPerMinute, timeWindow: "1 minute", keyGenerator: postsOf } },
    };
    punchout.post("/punchout/return/:token", posts, (request: Request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { token } = request.params;
      return answer(request, reply, { isGet: false, token, body, contentType: types.get(request) ?? "" });
    });
    punchout.route({
      method: ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"],
      url: "/punchout/return/:token",
      ...posts,
      handler: (request: Request, reply) => {
        const place = places.get(request);
        if (place === undefined || request.method !== "GET") return wrongWay(request, reply);
        const query = request.url.split("?")[1] ?? "";
        const contentType = "application/x-www-form-urlencoded";
        const { token } = request.params;
        return answer(request, reply, { isGet: true, token, body: Buffer.from(query, "latin1"), contentType });
      },
    });
  });

  interface Post {
    readonly isGet: boolean;
    readonly token: string;
    readonly body: Buffer;
    readonly contentType: string;
  }

  /** Under the lock of the visit: of two posts at once, the second is the second. */
  const receive = (place: PunchoutPlace, post: Post): Promise<Returned> =>
    within(place, async (trx): Promise<Returned> => {
      const session = await lockPunchoutSession(trx, place);
      const now = context.now();
      const at = now.toString();
      const isLate = (hours: number) =>
        session === null || Temporal.Instant.compare(now, Temporal.Instant.from(session.expiresAt).add({ hours })) >= 0;
      if (session === null || isLate(parkedHours)) return { said: "over", basketId: null };
      const attempt = { at, contentType: post.contentType, body: post.body };
      const terms = await termsOf(trx, place, session);
      if (post.isGet && !terms.takesGet) return { said: "wrongWay", basketId: null };
      if (session.usedAt !== null) {
        await insertAttemptOf(trx, place, attempt);
        return { said: "again", basketId: session.basketId };
      }
      const read = readOf(post, terms.terms, at);
      if ("fault" in read) {
        await insertAttemptOf(trx, place, attempt);
        return { said: read.fault, basketId: null };
      }
      if (read.basket.lines.length === 0 && read.refused.length === 0) {
        await usePunchoutSession(trx, place, { at, basketId: null });
        return { said: "nothing", basketId: null };
      }
      const staged = await stage(trx, place, session, read, post, isLate(0));
      await usePunchoutSession(trx, place, { at, basketId: staged });
      return isLate(0) ? { said: "parked", basketId: staged } : { said: null, basketId: staged };
    });

  /** How this shop writes, as its login says; over that what people taught us since, as in the staged lines. */
  const termsOf = async (
    trx: Transaction,
    { administrationId }: PunchoutPlace,
    session: PunchoutSession,
  ): Promise<{ readonly terms: PunchoutTerms; readonly takesGet: boolean }> => {
    const connection = await readConnection(trx, administrationId, session.connectionId);
    const entry = await readEntry(trx, administrationId, session.entryId, session.userId);
    const { units } = await supplierFacts(trx, administrationId, entry?.partyId ?? null);
    const connector = connection === null ? null : context.connectorById(connection.connector);
    const settings = connector?.settings.safeParse(connection?.settings).data;
    const own = settings === undefined ? undefined : connector?.punchout?.(settings);
    const terms = own?.terms ?? PunchoutTerms.parse({ sentCharset: "utf-8" });
    return { terms: { ...terms, learntUnits: { ...terms.learntUnits, ...units } }, takesGet: own?.takesGet ?? false };
  };

  const readOf = (
    { token, body, contentType }: Post,
    terms: PunchoutTerms,
    retrievedAt: string,
  ): PunchoutReading | { readonly fault: "tooLarge" | "unreadable" } => {
    try {
      const read = readPunchout({ body, contentType, terms, retrievedAt });
      // A cXML shop says whose basket it is; another's is nobody's here.
      return read.buyerCookie !== null && read.buyerCookie !== token ? { fault: "unreadable" } : read;
    } catch (thrown) {
      const { code, details } = asHubError(thrown);
      if (code !== "document.invalid") throw thrown;
      const isLarge = ["tooLarge", "tooManyLines", "tooManyFields"].includes(details["reason"] ?? "");
      return { fault: isLarge ? "tooLarge" : "unreadable" };
    }
  };

  const stage = async (
    trx: Transaction,
    { administrationId }: PunchoutPlace,
    session: PunchoutSession,
    { basket, refused, warnings }: PunchoutReading,
    { body, contentType }: Post,
    isLate: boolean,
  ): Promise<string> => {
    const entry = await readEntry(trx, administrationId, session.entryId, session.userId);
    const { id } = await stageBasket(trx, administrationId, basket, {
      entryId: entry?.id ?? null,
      connectionId: session.connectionId,
      partyId: entry?.partyId ?? null,
      alias: entry?.alias ?? "",
      // Who filled it sees it: a login of everybody has a basket per visit here.
      userId: session.userId,
      fetchedBy: session.openedBy,
      fetchedAt: nowText(),
      source: "punchout",
      documentId: session.documentId,
      isDoubleWanted: false,
      state: isLate ? "parked" : "staged",
      remarks: [
        ...refused.map(({ line, reason }) => ({ line: String(line), reason })),
        ...warnings.map(({ line, code }) => ({ line: line === null ? "" : String(line), reason: code })),
      ],
      raw: body,
      rawContentType: contentType.slice(0, 200),
    });
    return id;
  };
}

/** By the visit itself: a query behind it is no other visit. */
const postsOf = ({ ip, params }: FastifyRequest): string => `${ip} ${(params as { token: string }).token}`;

const stagingPath = ({ administrationId }: PunchoutPlace, basketId: string): string =>
  `/a/${administrationId}/purchasing/baskets/${basketId}`;

/** Whether the shop showed itself, and so this answer, in a frame; a browser that does not say so gets the redirect. */
const isFramed = ({ headers }: FastifyRequest): boolean =>
  ["iframe", "frame", "embed", "object"].includes(String(headers["sec-fetch-dest"] ?? ""));

const html = (reply: FastifyReply, status: number, body: string): FastifyReply =>
  reply.code(status).type("text/html; charset=utf-8").send(body);

function say(request: FastifyRequest, reply: FastifyReply, said: Said, back: string | null): FastifyReply {
  const [title, how] = texts[said];
  if (said === "wrongWay") void reply.header("allow", "POST");
  return html(reply, statusOf[said], saidPage(languageOf(request), title, how, back));
}

const wrongWay = (request: FastifyRequest, reply: FastifyReply): FastifyReply => say(request, reply, "wrongWay", null);
