import type { FastifyInstance } from "fastify";
import { openAlarms } from "#store/alarms.ts";
import { listAdministrations } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { countDocuments } from "#store/documents.ts";
import { countOrders } from "#store/inbox.ts";
import { authenticate, tokenCookie } from "./authentication.ts";
import type { ApiContext } from "./endpoint.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `
:root{color-scheme:light dark;--ink:#1b2430;--paper:#fff;--soft:#f3f5f8;--line:#d9dfe7;--good:#0b6b3a;--act:#9a3412}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--paper:#12171d;--soft:#1b222b;--line:#313b47;--good:#6ee7a8;--act:#fdba74}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2rem 1rem}h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
.verdict{font-size:1.25rem;font-weight:600;padding:1rem;border-radius:.5rem;background:var(--soft);margin:1rem 0}
.good{color:var(--good)}.act{color:var(--act)}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:0}
dl div{background:var(--soft);border-radius:.5rem;padding:.75rem}dt{font-size:.875rem}dd{margin:0;font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
ul{padding:0;list-style:none}li{border-top:1px solid var(--line);padding:.5rem 0}small{opacity:.8}`;

const page = (body: string): string =>
  `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Schakel</title><style>${style}</style></head><body><main>${body}</main></body></html>`;

const tile = (name: string, count: number): string => `<div><dt>${name}</dt><dd>${count}</dd></div>`;

/** One page that answers "is everything through?" until the dashboard is there. Without a token it only says that the hub runs. */
export function registerStatusPage(server: FastifyInstance, context: ApiContext): void {
  const { store } = context;

  server.get<{ Querystring: { token?: string } }>("/", { schema: { hide: true } }, async (request, reply) => {
    const { token } = request.query;
    if (typeof token === "string") {
      // The link of the start line: keep the token in a cookie that scripts cannot read, and out of the address bar.
      const secure = request.protocol === "https";
      void reply.setCookie(tokenCookie, token, { httpOnly: true, sameSite: "strict", secure, path: "/" });
      return reply.redirect("/", 303);
    }
    void reply.type("text/html; charset=utf-8").header("cache-control", "no-store");
    try {
      await authenticate(store, request);
    } catch {
      return page(
        `<h1>Schakel draait</h1><p>Open de link die bij het starten is getoond om te zien wat er met de bestellingen gebeurde.</p>`,
      );
    }
    const sections = await Promise.all((await listAdministrations(store.hub)).map(({ id, name }) => section(id, name)));
    return page(
      `<h1>Schakel</h1>${sections.join("") || "<p>Nog geen administratie. Maak er een met <code>POST /api/administrations</code>.</p>"}`,
    );
  });

  const section = (administrationId: string, name: string): Promise<string> =>
    inAdministration(store.app, administrationId, async (trx) => {
      const orders = await countOrders(trx, administrationId);
      const documents = await countDocuments(trx, administrationId);
      const alarms = await openAlarms(trx, administrationId);
      const toDo = orders.held + orders.failed;
      const under = orders.open + orders.waiting;
      const verdict =
        toDo > 0
          ? `<p class="verdict act">${toDo} ${toDo === 1 ? "bestelling vraagt" : "bestellingen vragen"} een keuze van jou</p>`
          : under > 0
            ? `<p class="verdict">${under} ${under === 1 ? "bestelling gaat" : "bestellingen gaan"} vanzelf verder</p>`
            : `<p class="verdict good">Alles is door</p>`;
      const list = alarms
        .map((alarm) => `<li>${escape(alarm.text)} <small>(${alarm.occurrences}×)</small></li>`)
        .join("");
      return `<h2>${escape(name)}</h2>${verdict}<dl>${tile("Verwerkt", orders.documented)}${tile("Overgeslagen", orders.skipped)}${tile("Wacht", under)}${tile("Actie nodig", orders.held)}${tile("Niet gelukt", orders.failed)}${tile("Facturen", documents["invoice"] ?? 0)}${tile("Creditnota's", documents["creditNote"] ?? 0)}</dl>${list === "" ? "" : `<h2>Aandacht</h2><ul>${list}</ul>`}`;
    });
}
