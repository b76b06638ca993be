import type { FastifyInstance, FastifyRequest } from "fastify";
import { documentKindCodes, nameOfKind } from "#domain/document-kinds.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { findAccessToken } from "#store/access-tokens.ts";
import { openAlarms } from "#store/alarms.ts";
import { listAdministrations } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { countDocuments } from "#store/documents.ts";
import { countOrders } from "#store/inbox.ts";
import { authenticate, tokenCookie } from "./authentication.ts";
import type { ApiContext } from "./endpoint.ts";
import { languageOf } from "./language.ts";
import { alarmMessage } from "./messages.ts";
import { readerOf } from "./reader.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `
:root{color-scheme:light dark;--ink:#1b2430;--paper:#fff;--soft:#f3f5f8;--line:#d9dfe7;--good:#0b6b3a;--act:#9a3412}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--paper:#12171d;--soft:#1b222b;--line:#313b47;--good:#6ee7a8;--act:#fdba74}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}
.verdict{font-size:1.25rem;font-weight:600;padding:1rem;border-radius:.5rem;background:var(--soft);margin:1rem 0}
.good{color:var(--good)}.act{color:var(--act)}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:0}
dl div{background:var(--soft);border-radius:.5rem;padding:.75rem}dt{font-size:.875rem}dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
ul{padding:0;list-style:none}li{border-top:1px solid var(--line);padding:.5rem 0}small{opacity:.8}`;

const page = (language: TextLanguage, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Schakel</title><style>${style}</style></head><body><main>${body}</main></body></html>`;

const tile = (name: string, count: number): string =>
  `<div><dt>${escape(name.charAt(0).toUpperCase() + name.slice(1))}</dt><dd>${count}</dd></div>`;

/** While one of these is open, orders may be missing: then nothing here says that everything is through. */
const blinding: readonly string[] = ["unreachable", "credentials", "webhookBlind"];

/** One page that answers "is everything through?" until the dashboard is there. Without a token it only says that the hub runs. */
export function registerStatusPage(server: FastifyInstance, context: ApiContext): void {
  const { store } = context;

  server.get<{ Querystring: { token?: unknown } }>("/", { schema: { hide: true } }, async (request, reply) => {
    const { token } = request.query;
    const language = languageOf(request);
    void reply.header("cache-control", "no-store");
    if (typeof token === "string" && (await findAccessToken(store.hub, store.key, token)) !== null) {
      // The link of the start line: keep the token in a cookie that scripts cannot read, and out of the address bar.
      const secure = request.protocol === "https";
      void reply.setCookie(tokenCookie, token, { httpOnly: true, sameSite: "strict", secure, path: "/" });
      return reply.redirect("/", 303);
    }
    void reply.type("text/html; charset=utf-8");
    const administrationId = await administrationShown(request);
    if (administrationId === undefined) {
      const running = `<h1>${textOf("home.running", language)}</h1><p>${textOf("home.useLink", language)}</p>`;
      return page(language, running);
    }
    const all = (await listAdministrations(store.hub)).filter(
      ({ id }) => administrationId === null || id === administrationId,
    );
    const sections = await Promise.all(all.map(({ id, name }) => section(id, name, language)));
    const call = "<code>POST /api/administrations</code>";
    const empty = `<p>${textOf("home.noAdministration", language, { call })}</p>`;
    return page(language, `<h1>Schakel</h1>${sections.join("") || empty}`);
  });

  /** Null: every administration; undefined: nothing at all, for want of a token. */
  const administrationShown = (request: FastifyRequest): Promise<string | null | undefined> =>
    authenticate(store, request).then(
      (token) => token.administrationId,
      () => undefined,
    );

  const section = (administrationId: string, name: string, language: TextLanguage): Promise<string> =>
    inAdministration(store.app, administrationId, async (trx) => {
      const orders = await countOrders(trx, administrationId);
      const documents = await countDocuments(trx, administrationId);
      const alarms = await openAlarms(trx, administrationId);
      const reader = await readerOf(trx, administrationId, language, context.now());
      const needsYou = orders.held + orders.failed;
      const resumes = orders.open + orders.waiting;
      const tiles = [
        tile(textOf("outcome.documented", language), orders.documented),
        tile(textOf("outcome.skipped", language), orders.skipped),
        tile(textOf("outcome.waiting", language), resumes),
        tile(textOf("outcome.held", language), orders.held),
        tile(textOf("outcome.failed", language), orders.failed),
        ...documentKindCodes
          .filter((kind) => documents[kind] !== undefined)
          .map((kind) => tile(nameOfKind(kind, language, reader.country), documents[kind] ?? 0)),
      ];
      const list = alarms
        .map((alarm) => `<li>${escape(alarmMessage(alarm, reader))} <small>(${alarm.occurrences}×)</small></li>`)
        .join("");
      const attention = list === "" ? "" : `<h2>${textOf("home.attention", language)}</h2><ul>${list}</ul>`;
      const isBlind = alarms.some((alarm) => blinding.includes(alarm.kind));
      return `<h2>${escape(name)}</h2>${verdict({ needsYou, resumes, isBlind }, language)}<dl>${tiles.join("")}</dl>${attention}`;
    });
}

function verdict(
  { needsYou, resumes, isBlind }: { needsYou: number; resumes: number; isBlind: boolean },
  language: TextLanguage,
): string {
  if (needsYou > 0) return `<p class="verdict act">${textOf("home.needsYou", language, { count: needsYou })}</p>`;
  if (isBlind) return `<p class="verdict act">${textOf("home.uncertain", language)}</p>`;
  if (resumes > 0) return `<p class="verdict">${textOf("home.resumes", language, { count: resumes })}</p>`;
  return `<p class="verdict good">${textOf("home.allThrough", language)}</p>`;
}
