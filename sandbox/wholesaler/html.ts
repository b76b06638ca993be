/** The shop's pages: one look, served in the character set of the settings. */
import { encoded, reference, type Charset, type Pair } from "./form-bytes.ts";
import type { Settings } from "./settings.ts";

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** A carriage return in a value would be read as a line feed. */
const inAttribute = (text: string): string => escaped(text).replaceAll("\r", "&#13;");

export function hidden([name, value]: Pair, { markup }: Pick<Settings, "markup">): string {
  return markup === "plain"
    ? `<input type="hidden" name="${inAttribute(name)}" value="${inAttribute(value)}">`
    : `<INPUT TYPE=hidden VALUE='${inAttribute(value)}' NAME='${inAttribute(name)}'>`;
}

const style = `
*{box-sizing:border-box}
body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#1d2a36;background:#f3f5f7}
header{background:#123a5a;color:#fff;padding:.75rem 1rem}
header>div,main,footer{max-width:62rem;margin:0 auto}
header>div{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:center}
header a,header button.link{color:#fff}
header strong{font-size:1.15rem}
header form.search{margin-left:auto}
main{padding:1rem}
footer{padding:1rem;color:#52606d;font-size:.9rem}
h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
form.search{display:flex;gap:.5rem;flex:1 1 16rem;max-width:28rem}
form.search input{flex:1;min-width:0}
input,button,a.button{font:inherit;min-height:2.75rem;padding:.4rem .75rem;border:1px solid #8896a4;border-radius:.35rem}
input[type=text]{background:#fff}
input.quantity{width:6rem}
button,a.button{display:inline-block;background:#fff;color:#123a5a;cursor:pointer;text-decoration:none}
button.main{background:#b3470c;border-color:#b3470c;color:#fff;font-weight:600}
button.link{border:0;background:none;padding:.4rem 0;text-decoration:underline}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(17rem,1fr));gap:1rem;padding:0;list-style:none}
.card{background:#fff;border:1px solid #d5dce2;border-radius:.5rem;padding:1rem}
.card h2{font-size:1.05rem;margin:0 0 .25rem}
.small{color:#52606d;font-size:.9rem}
.number{white-space:pre-wrap;font-family:ui-monospace,monospace}
.price{font-weight:600}
.notice{background:#fff6e0;border:1px solid #d9a514;border-radius:.35rem;padding:.5rem .75rem}
.acts{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0}
label{display:block;margin-bottom:.75rem}
label input{display:block;width:100%;max-width:20rem}
table{width:100%;border-collapse:collapse;background:#fff}
th,td{text-align:left;padding:.5rem;border-bottom:1px solid #d5dce2;vertical-align:top}
td.amount,th.amount{text-align:right;white-space:nowrap}
@media (max-width:40rem){
thead{position:absolute;left:-999rem}
tr{display:block;border-bottom:1px solid #d5dce2;padding:.5rem 0}
td{display:block;border:0;padding:.15rem .5rem}
td.amount{text-align:left}
}`;

export interface Frame {
  readonly title: string;
  /** HTML. */ readonly body: string;
  /** Who is in, with how many lines in the basket; null for nobody. */
  readonly visitor?: { readonly name: string; readonly lines: number } | null;
  readonly search?: string;
  /** HTML behind everything: the script that sends a form by itself. */ readonly after?: string;
}

function headerOf({ visitor, search = "" }: Frame, shopName: string): string {
  const name = `<strong>${escaped(shopName)}</strong>`;
  if (visitor === undefined || visitor === null) return `<header><div>${name}</div></header>`;
  return `<header><div><a href="/artikelen">${name}</a>
<form class="search" method="get" action="/artikelen" role="search"><input type="hidden" name="taal" value="nl"><input type="text" name="zoek" value="${escaped(search)}" aria-label="Zoek een artikel" placeholder="Artikelnummer of omschrijving"><button>Zoeken</button></form>
<a href="/mandje">Mandje (${visitor.lines})</a>
<form method="post" action="/afmelden"><button class="link">${escaped(visitor.name)} afmelden</button></form></div></header>`;
}

export function page(settings: Settings, frame: Frame, status = 200, headers: Page["headers"] = {}): Page {
  const { charset, shopName } = settings;
  const text = `<!DOCTYPE html>
<html lang="nl"><head><meta charset="${charset}"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(frame.title)} – ${escaped(shopName)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body>${headerOf(frame, shopName)}
<main><h1>${escaped(frame.title)}</h1>
${frame.body}</main>
<footer>Een nagebouwde groothandel: er wordt niets geleverd en niets betaald.</footer>${frame.after ?? ""}</body></html>
`;
  return {
    status,
    headers: { "Content-Type": `text/html; charset=${charset}`, ...headers },
    body: inCharset(text, charset),
  };
}

const inCharset = (text: string, charset: Charset): Uint8Array => encoded(text, charset, reference);

/** On with a GET. */
export const seeOther = (location: string, headers: Page["headers"] = {}): Page => ({
  ...{ status: 303, headers: { Location: location, ...headers } },
  body: new Uint8Array(),
});
