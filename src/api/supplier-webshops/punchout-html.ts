import { createHash } from "node:crypto";
import type { Output } from "#connect/operations.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { escape } from "#api/pay/pay-html.ts";

type PageText = Extract<TextKey, `punchout.${string}`>;

const style = `
:root{color-scheme:light dark;--ink:#1b2430;--paper:#fff;--button:#0b5cad;--on:#fff}
@media(prefers-color-scheme:dark){:root{--ink:#e8edf3;--paper:#12171d;--button:#8ec5ff;--on:#0b1b2b}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem 1rem 3rem;overflow-wrap:anywhere}h1{font-size:1.4rem;line-height:1.25;margin:0}
a,button{display:inline-block;min-height:3.25rem;padding:.75rem 1.25rem;border:0;border-radius:.75rem;background:var(--button);color:var(--on);font:inherit;font-weight:600;text-decoration:none;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid var(--ink);outline-offset:3px}`;

const styleSource = `'sha256-${createHash("sha256").update(style).digest("base64")}'`;

const page = (language: TextLanguage, title: string, body: string): string =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer"><title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>${body}</main></body></html>`;

/** Nothing is loaded, nothing runs but what has the nonce, and a form leads only where it says. `framed`: it may stand in a page of the shop. */
export const pagePolicy = ({
  nonce,
  formTo = "'none'",
  framed = false,
}: { readonly nonce?: string; readonly formTo?: string; readonly framed?: boolean } = {}): string =>
  [
    "default-src 'none'",
    `style-src ${styleSource}`,
    ...(nonce === undefined ? [] : [`script-src 'nonce-${nonce}'`]),
    `form-action ${formTo}`,
    "base-uri 'none'",
    ...(framed ? [] : ["frame-ancestors 'none'"]),
  ].join("; ");

/** A page that says one thing, with the way back to us. */
export const saidPage = (language: TextLanguage, title: PageText, how: PageText, back: string | null): string =>
  page(
    language,
    textOf(title as "punchout.over", language),
    `<p>${escape(textOf(how as "punchout.overHow", language))}</p>${back === null ? "" : `<p><a href="${escape(back)}" target="_top">${escape(textOf("punchout.back", language))}</a></p>`}`,
  );

/** Leaves the frame in which a shop showed itself; by the link where no script runs. */
export const breakOutPage = (language: TextLanguage, to: string, nonce: string): string =>
  page(
    language,
    textOf("punchout.back", language),
    `<p><a href="${escape(to)}" target="_top">${escape(textOf("punchout.back", language))}</a></p><script nonce="${nonce}">window.top.location.replace(document.querySelector("a").href)</script>`,
  );

/** Leads the user's own browser into the shop: the login goes in the body of a form, and stands in no address or log. */
export function startPage(
  language: TextLanguage,
  supplier: string,
  { method, url, fields }: Output<"basket.open">,
  nonce: string,
): string {
  const inputs = fields
    .map(({ name, value }) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`)
    .join("");
  return page(
    language,
    textOf("punchout.start", language, { supplier }),
    `<p>${escape(textOf("punchout.startHow", language))}</p><form method="${method}" action="${escape(url)}" accept-charset="utf-8">${inputs}<button type="submit">${escape(textOf("punchout.startNow", language))}</button></form><script nonce="${nonce}">document.forms[0].submit()</script>`,
  );
}

/** Where the shop may lead on to is not known beforehand: its own scheme is what is asked of it. */
export const formTargetsOf = (url: string): string => (new URL(url).protocol === "https:" ? "https:" : "https: http:");
