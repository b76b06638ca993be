import { createHash } from "node:crypto";
import type { Language } from "#domain/party.ts";
import { payText, type PayText } from "./pay-texts.ts";

/** What the page shows, as texts that are written out already; the page decides only how it looks. */
export interface PayView {
  readonly language: Language;
  readonly seller: string;
  /** `data:` address; null without a logo. */
  readonly logo: string | null;
  /** Who that is: address, VAT number and where to ask, the empty ones left out. */
  readonly sellerFacts: readonly string[];
  /** "Factuur 2026-0012". */
  readonly document: string;
  /** Address of its PDF. */
  readonly pdf: string;
  readonly due: string | null;
  readonly total: string | null;
  readonly until: string | null;
  readonly notice: {
    readonly key: PayText;
    readonly more: PayText | null;
    readonly tone: "good" | "wait" | "act";
  } | null;
  /** The page looks again by itself. */
  readonly isWaiting: boolean;
  readonly ways: readonly { readonly connector: string; readonly action: string }[];
  readonly transfer: {
    readonly qr: string | null;
    readonly rows: readonly (readonly [PayText, string])[];
    readonly amount: string;
  } | null;
}

export const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const style = `
:root{color-scheme:light dark;--ink:#1b2430;--paper:#fff;--soft:#f3f5f8;--line:#c8d0da;--button:#0b5cad;--on:#fff;--good:#0b6b3a;--act:#9a3412}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--paper:#12171d;--soft:#1b222b;--line:#3c4855;--button:#8ec5ff;--on:#0b1b2b;--good:#6ee7a8;--act:#fdba74}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem;overflow-wrap:anywhere}
.logo{max-width:min(14rem,100%);max-height:5rem;background:#fff;padding:.25rem;border-radius:.25rem;display:block;margin:0 0 1rem}
h1{font-size:1.4rem;line-height:1.25;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.25rem 0}
.due{background:var(--soft);border-radius:.75rem;padding:1rem;margin:1rem 0}.due b{display:block;font-size:2rem;line-height:1.2;font-variant-numeric:tabular-nums}
.notice{border:2px solid currentColor;border-radius:.75rem;padding:1rem;margin:1rem 0}.notice p{color:var(--ink)}.notice p:first-child{font-weight:600}.good{color:var(--good)}.act{color:var(--act)}.wait{color:var(--button)}
form{margin:.75rem 0}button{width:100%;min-height:3.25rem;padding:.75rem 1rem;border:0;border-radius:.75rem;background:var(--button);color:var(--on);font:inherit;font-weight:600;cursor:pointer}button small{display:block;font-size:.85rem;font-weight:400}
footer{border-top:1px solid var(--line);margin-top:2.5rem;padding-top:1rem;font-size:.9rem}
button:focus-visible,a:focus-visible{outline:3px solid var(--ink);outline-offset:3px}a{color:var(--button)}
.qr{display:none}.qr img{display:block;width:12rem;height:auto;background:#fff;padding:.75rem;border-radius:.5rem}
@media(min-width:34rem){.transfer{display:grid;grid-template-columns:12rem 1fr;gap:1.5rem;align-items:start}.qr{display:block;font-size:.9rem}}
dl{margin:.5rem 0 0}dl div{border-top:1px solid var(--line);padding:.5rem 0}dt{font-size:.9rem}dd{margin:0;font-weight:600;font-variant-numeric:tabular-nums}`;

/** Nothing is loaded and no script runs; a form may lead on to the provider's page, whose address is not known beforehand. */
export const contentPolicy = (isPlainHttp: boolean): string => {
  const styleHash = createHash("sha256").update(style).digest("base64");
  const forms = isPlainHttp ? "'self' https: http:" : "'self' https:";
  return `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`;
};

const page = (language: Language, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><title>${escape(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`;

export const plainPage = (language: Language, title: PayText, more: PayText): string =>
  page(
    language,
    payText(language, title),
    `<h1>${escape(payText(language, title))}</h1><p>${escape(payText(language, more))}</p>`,
  );

export function payPage(view: PayView): string {
  const { language, seller, document } = view;
  const t = (key: PayText, values: Readonly<Record<string, string>> = {}): string =>
    escape(payText(language, key, values));
  const logo = view.logo === null ? "" : `<img class="logo" src="${escape(view.logo)}" alt="${escape(seller)}">`;
  // What is paid is not asked to be paid.
  const sentence = view.due === null ? document : payText(language, "title", { document });
  const title = sentence.charAt(0).toLocaleUpperCase(language) + sentence.slice(1);
  const facts = [view.total, view.until].flatMap((fact) => (fact === null ? [] : [`<p>${escape(fact)}</p>`]));
  const due =
    view.due === null ? "" : `<div class="due"><p>${t("due")}<b>${escape(view.due)}</b></p>${facts.join("")}</div>`;
  const ways = view.ways
    .map(({ connector, action }) => {
      const label = `${t(`with_${connector}` as PayText)}<small>${t(`how_${connector}` as PayText)}</small>`;
      return `<form method="post" action="${escape(action)}"><button type="submit">${label}</button></form>`;
    })
    .join("");
  const again = view.isWaiting ? `<p><a href="?back=1">${t("again")}</a></p>` : "";
  const seen = `<p><a href="${escape(view.pdf)}">${t("pdf")}</a></p>`;
  const footer = `<footer>${[seller, ...view.sellerFacts].map((fact) => `<div>${escape(fact)}</div>`).join("")}</footer>`;
  return page(
    language,
    `${title} – ${seller}`,
    `${logo}<h1>${escape(title)}</h1><p>${t("from", { seller })}</p>${due}${notice(view, again)}${ways}${seen}${transfer(view, t)}${footer}`,
  );
}

function notice({ notice: shown, language }: PayView, again: string): string {
  if (shown === null) return "";
  const more = shown.more === null ? "" : `<p>${escape(payText(language, shown.more))}</p>`;
  return `<div class="notice ${shown.tone}" role="status"><p>${escape(payText(language, shown.key))}</p>${more}${again}</div>`;
}

function transfer(
  { transfer: shown, seller, ways }: PayView,
  t: (key: PayText, values?: Record<string, string>) => string,
): string {
  if (shown === null) return "";
  const { qr, rows, amount } = shown;
  // A phone cannot scan its own screen: there the style leaves the code out.
  const code =
    qr === null
      ? ""
      : `<div class="qr"><img src="${escape(qr)}" alt="${t("qr", { amount, seller })}"><p>${t("qrHow")}</p></div>`;
  const list = rows.map(([key, value]) => `<div><dt>${t(key)}</dt><dd>${escape(value)}</dd></div>`).join("");
  return `<section><h2>${t(ways.length === 0 ? "transferOnly" : "transfer")}</h2><p>${t("transferHow")}</p><div${qr === null ? "" : ` class="transfer"`}>${code}<dl>${list}</dl></div></section>`;
}
