/** What a person sees: logging in, searching, an article, the basket. Works without script. */
import { found, type Article } from "./articles.ts";
import { amountOf, one, shown } from "./exact.ts";
import { escaped, page, type Page } from "./html.ts";
import { pricePerOne } from "./return-lines.ts";
import { unitLabel } from "./units.ts";
import { isReadOnly, type BasketLine, type ShopSession, type World } from "./world.ts";

const dutch = (text: string): string => text.replace(".", ",").replace(/(?<=\d)(?=(\d{3})+(,|$))(?<!,\d*)/g, ".");

function priceText(article: Article): string {
  const { price, per = 1, priced } = article;
  const unit = unitLabel(priced?.unit ?? article.unit, per);
  const [whole = "", fraction = ""] = price.split(".");
  return `€ ${dutch(`${whole}.${fraction.padEnd(2, "0")}`)} per ${per === 1 ? "" : `${per} `}${unit}`;
}

function visitorOf(world: World, session: ShopSession): { name: string; lines: number } {
  return { name: world.accounts.get(session.user)?.company ?? session.user, lines: session.basket.lines.length };
}

/** The notice of the session, once. */
function noticeOf(session: ShopSession): string {
  const { notice } = session;
  session.notice = null;
  return notice === null ? "" : `<p class="notice" role="status">${escaped(notice)}</p>\n`;
}

export function loginPage(world: World, error: string | null, status = 200): Page {
  const notice = error === null ? "" : `<p class="notice" role="alert">${escaped(error)}</p>\n`;
  const body = `${notice}<form class="card" method="post" action="/aanmelden"><input type="hidden" name="vanaf" value="aanmelden">
<label>Gebruikersnaam <input type="text" name="gebruiker" autocomplete="username" required></label>
<label>Wachtwoord <input type="password" name="wachtwoord" autocomplete="current-password" required></label>
<button class="main">Aanmelden</button></form>
`;
  return page(world.settings, { title: "Aanmelden", body }, status);
}

function orderForm(article: Article, session: ShopSession): string {
  if (isReadOnly(session)) return "";
  const value = (article.step ?? "1").replace(".", ",");
  return `<form method="post" action="/mandje/regels" class="acts"><input type="hidden" name="artikel" value="${escaped(article.productId)}">
<input class="quantity" type="text" inputmode="decimal" name="aantal" value="${value}" aria-label="Aantal ${escaped(article.name)}">
<button>In mandje</button></form>`;
}

const leadText = ({ leadTime }: Article): string =>
  leadTime === undefined ? "" : `Levertijd ${leadTime} ${leadTime === 1 ? "dag" : "dagen"}`;

function card(article: Article, session: ShopSession): string {
  return `<li class="card"><h2><a href="/artikel/${encodeURIComponent(article.productId)}">${escaped(article.name)}</a></h2>
<p class="small"><span class="number">${escaped(article.number)}</span> · ${escaped(article.brand ?? article.group)}<br>${leadText(article)}</p>
<p class="price">${priceText(article)}</p>${orderForm(article, session)}</li>`;
}

export function searchPage(world: World, session: ShopSession, search: string): Page {
  const hits = found(world.articles, search);
  const title = search === "" ? "Assortiment" : `Zoekresultaten voor “${search}”`;
  const count = hits.length === 1 ? "1 artikel" : `${hits.length} artikelen`;
  const list =
    hits.length === 0
      ? `<p>Er is niets gevonden. Zoek op een deel van het artikelnummer of van de omschrijving.</p>`
      : `<p class="small">${count}</p><ul class="cards">${hits.map((hit) => card(hit, session)).join("\n")}</ul>`;
  const body = `${noticeOf(session)}${list}`;
  return page(world.settings, { title, body, search, visitor: visitorOf(world, session) });
}

export function articlePage(world: World, session: ShopSession, article: Article): Page {
  const { longText = "", manufacturerNumber, contribution } = article;
  const charge = contribution === undefined ? undefined : world.articles.get(contribution);
  const rows = [
    ["Artikelnummer", `<span class="number">${escaped(article.number)}</span>`],
    ["Merk", escaped(article.brand ?? "")],
    ["Nummer fabrikant", escaped(manufacturerNumber ?? "")],
    ["Levertijd", leadText(article).replace("Levertijd ", "")],
    ["Bijdrage", charge === undefined ? "" : `${escaped(charge.name)}, ${priceText(charge)}`],
  ].filter(([, value]) => value !== "");
  const body = `${noticeOf(session)}<div class="card"><p class="price">${priceText(article)}</p>
<p>${escaped(longText).replaceAll("\n", "<br>")}</p>
<table><tbody>${rows.map(([name, value]) => `<tr><th scope="row">${name}</th><td>${value}</td></tr>`).join("")}</tbody></table>
${orderForm(article, session)}</div>`;
  return page(world.settings, { title: article.name, body, visitor: visitorOf(world, session) });
}

export function messagePage(
  world: World,
  session: ShopSession | undefined,
  title: string,
  why: string,
  status = 404,
): Page {
  const visitor = session === undefined ? null : visitorOf(world, session);
  const back = session === undefined ? "" : `<p><a class="button" href="/artikelen">Naar het assortiment</a></p>`;
  return page(world.settings, { title, body: `<p>${escaped(why)}</p>${back}`, visitor }, status);
}

function basketRow(line: BasketLine, article: Article | undefined, readOnly: boolean): string {
  const number = `<span class="number small">${escaped(line.number)}</span>`;
  // In a form of its own: the Enter key in a quantity presses the first button of the form around it.
  const remove = readOnly
    ? ""
    : `<button class="link" form="weg" name="weg" value="${line.id}" aria-label="${escaped(article?.name ?? line.number)} verwijderen">Verwijderen</button>`;
  if (article === undefined) {
    return `<tr><td>${number}<br>Niet meer leverbaar: gaat niet mee.</td><td></td><td></td><td></td><td>${remove}</td></tr>`;
  }
  const quantity = shown(line.quantity, 0).replace(".", ",");
  const unit = unitLabel(article.unit, line.quantity === one ? 1 : 2);
  const input = readOnly
    ? `${quantity} ${unit}`
    : `<input class="quantity" type="text" inputmode="decimal" name="aantal-${line.id}" value="${quantity}" aria-label="Aantal ${escaped(article.name)}"> ${unit}`;
  const amount = shown(amountOf(line.quantity, pricePerOne(article), 1));
  return `<tr><td><a href="/artikel/${encodeURIComponent(article.productId)}">${escaped(article.name)}</a><br>${number}</td>
<td>${input}</td><td class="amount">${priceText(article)}</td><td class="amount">€ ${dutch(amount)}</td><td>${remove}</td></tr>`;
}

function basketTable(world: World, session: ShopSession): string {
  const readOnly = isReadOnly(session);
  const { lines } = session.basket;
  if (lines.length === 0) return `<p>Uw mandje is leeg.</p>`;
  const rows = lines.map((line) => basketRow(line, world.articles.get(line.number), readOnly));
  const total = lines.reduce((sum, { number, quantity }) => {
    const article = world.articles.get(number);
    return article === undefined ? sum : sum + amountOf(quantity, pricePerOne(article), 1);
  }, 0n);
  return `<table>
<thead><tr><th scope="col">Artikel</th><th scope="col">Aantal</th><th scope="col" class="amount">Prijs</th><th scope="col" class="amount">Bedrag</th><th scope="col"></th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table>
<p class="price">Totaal zonder btw en bijdragen: €&nbsp;${dutch(shown(total))}</p>`;
}

/** One form for quantities and handing over: what was typed goes along. */
function basketForm(world: World, session: ShopSession): string {
  const isEmpty = session.basket.lines.length === 0;
  const save = isEmpty || isReadOnly(session) ? "" : `<button>Aantallen bijwerken</button>`;
  const go = `<button class="main" formaction="/mandje/overdragen">Bestelling overdragen</button>`;
  const back = `<button formaction="/mandje/terug">Terug zonder bestelling</button>`;
  const hasHub = session.returnTo !== null;
  const refused = `<p class="notice">U bent hier rechtstreeks aangemeld. Overdragen kan als u de winkel vanuit uw eigen software opent; uw mandje blijft bewaard.</p>`;
  return `<form id="weg" method="post" action="/mandje"></form><form method="post" action="/mandje">${basketTable(world, session)}
<div class="acts">${save}${hasHub && !isEmpty ? go : ""}${hasHub ? back : ""}</div></form>${hasHub ? "" : refused}`;
}

export function basketPage(world: World, session: ShopSession, status = 200): Page {
  const body = `${noticeOf(session)}${basketForm(world, session)}`;
  return page(world.settings, { title: "Uw mandje", body, visitor: visitorOf(world, session) }, status);
}
