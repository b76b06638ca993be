/** Which address does what. */
import { answerCxml } from "./cxml-request.ts";
import { encoded, readForm, reference, valueOf, type Pair } from "./form-bytes.ts";
import { seeOther, type Page } from "./html.ts";
import { arriveByOci, cookieOf } from "./oci-entrance.ts";
import { articlePage, basketPage, loginPage, messagePage, searchPage } from "./shop-pages.ts";
import { handOver, transferPage } from "./transfer.ts";
import { addLine, articleWithProductId, isReadOnly, liveSession, openSession, quantityFor } from "./world.ts";
import type { ShopSession, World } from "./world.ts";

export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly contentType: string;
  readonly cookie: string;
  readonly body: Uint8Array;
}

const formType = "application/x-www-form-urlencoded";
const mediaType = (contentType: string): string => (contentType.split(";")[0] ?? "").trim().toLowerCase();

function oci(world: World, { method, query, contentType, body }: Incoming): Page {
  const allowed = world.settings.method;
  const isAllowed = method === "POST" ? allowed !== "get" : method === "GET" && allowed !== "post";
  if (!isAllowed) {
    return messagePage(world, undefined, "Dat kan hier niet", `Deze winkel wordt niet met ${method} geopend.`, 405);
  }
  if (method === "GET") return arriveByOci(world, readForm(query));
  if (mediaType(contentType) !== formType) {
    return messagePage(world, undefined, "Dat kan hier niet", "De winkel wordt met een formulier geopend.", 415);
  }
  // What stands in the address is not part of the login call.
  return arriveByOci(world, readForm(Buffer.from(body).toString("utf8")));
}

function cxml(world: World, { method, contentType, body }: Incoming): Page {
  if (method !== "POST") return messagePage(world, undefined, "Dat kan hier niet", "Hier wordt cXML gepost.", 405);
  if (!["text/xml", "application/xml"].includes(mediaType(contentType))) {
    return messagePage(world, undefined, "Dat kan hier niet", "Hier wordt text/xml gepost.", 415);
  }
  const text = answerCxml(body, world);
  const charset = world.settings.cxmlEncoding;
  const bytes = encoded(text, charset === "UTF-8" ? "utf-8" : "iso-8859-1", reference);
  return { status: 200, headers: { "Content-Type": `text/xml; charset=${charset}` }, body: bytes };
}

/** A StartPage is opened once. */
function start(world: World, token: string): Page {
  const found = world.starts.get(token);
  world.starts.delete(token);
  if (found === undefined || world.now() > found.until) {
    return messagePage(world, undefined, "Deze sessie is voorbij", "Open de winkel opnieuw vanuit uw software.", 410);
  }
  const { session, path } = found;
  session.seenAt = world.now();
  world.sessions.set(session.id, session);
  return seeOther(path, { "Set-Cookie": cookieOf(session.id) });
}

function login(world: World, form: readonly Pair[]): Page {
  const account = world.accounts.get(valueOf(form, "gebruiker") ?? "");
  if (account === undefined || account.password !== valueOf(form, "wachtwoord")) {
    return loginPage(world, "Gebruikersnaam of wachtwoord is niet juist.", world.settings.wrongLoginStatus);
  }
  const session = openSession(world, account.user, null);
  return seeOther("/artikelen", { "Set-Cookie": cookieOf(session.id) });
}

function add(world: World, session: ShopSession, form: readonly Pair[]): Page {
  const article = articleWithProductId(world, valueOf(form, "artikel") ?? "");
  if (article === undefined || article.isCharge === true) return unknownArticle(world, session);
  const quantity = quantityFor(article, valueOf(form, "aantal") ?? "");
  if (typeof quantity === "string") {
    session.notice = quantity;
    return seeOther(`/artikel/${encodeURIComponent(article.productId)}`);
  }
  addLine(world, session.basket, article.number, quantity);
  session.notice = `${article.name} ligt in uw mandje.`;
  return seeOther("/mandje");
}

/** Takes over the quantities that were typed; one that cannot be keeps the old one, is told, and makes it false. */
function takeQuantities(world: World, session: ShopSession, form: readonly Pair[]): boolean {
  let isFine = true;
  for (const line of session.basket.lines) {
    const text = valueOf(form, `aantal-${line.id}`);
    const article = world.articles.get(line.number);
    if (text === undefined || article === undefined) continue;
    const quantity = quantityFor(article, text);
    if (typeof quantity === "string") {
      session.notice = `${article.name}: ${quantity}`;
      isFine = false;
    } else line.quantity = quantity;
  }
  return isFine;
}

/** New quantities of all lines, or one line that goes. */
function change(world: World, session: ShopSession, form: readonly Pair[]): Page {
  const gone = valueOf(form, "weg");
  const { basket } = session;
  if (gone === undefined) takeQuantities(world, session, form);
  else basket.lines = basket.lines.filter(({ id }) => String(id) !== gone);
  return seeOther("/mandje");
}

/** The basket as it was typed goes; with a quantity that cannot be, nothing goes. */
function goHome(world: World, session: ShopSession, form: readonly Pair[], isEmpty: boolean): Page {
  if (session.returnTo === null || (!isEmpty && session.basket.lines.length === 0)) {
    return basketPage(world, session, 409);
  }
  const isFine = isEmpty || isReadOnly(session) || takeQuantities(world, session, form);
  if (!isFine) return seeOther("/mandje");
  return transferPage(handOver(world, session, isEmpty), world.settings);
}

const unknownArticle = (world: World, session: ShopSession): Page =>
  messagePage(world, session, "Artikel niet gevonden", "Dit artikel is er niet, of niet meer.");

function inTheShop(world: World, session: ShopSession, { method, path, query, body }: Incoming): Page {
  const isPost = method === "POST";
  const form = readForm(isPost ? Buffer.from(body).toString("utf8") : query, world.settings.charset);
  const route = `${method} ${path}`;
  if (isReadOnly(session) && (route === "POST /mandje" || route === "POST /mandje/regels")) {
    return messagePage(world, session, "Alleen bekijken", "Deze bestelling kunt u bekijken, niet wijzigen.", 403);
  }
  if (route === "GET /artikelen") return searchPage(world, session, valueOf(form, "zoek")?.trim() ?? "");
  if (route === "GET /mandje") return basketPage(world, session);
  if (route === "POST /mandje") return change(world, session, form);
  if (route === "POST /mandje/regels") return add(world, session, form);
  if (route === "POST /afmelden") {
    world.sessions.delete(session.id);
    return seeOther("/", { "Set-Cookie": "winkel=; Path=/; Max-Age=0" });
  }
  const productId = method === "GET" ? /^\/artikel\/([^/]*)$/.exec(path)?.[1] : undefined;
  if (productId !== undefined) {
    const article = articleWithProductId(world, decodedPath(productId));
    return article === undefined ? unknownArticle(world, session) : articlePage(world, session, article);
  }
  if (route === "POST /mandje/overdragen") return goHome(world, session, form, false);
  if (route === "POST /mandje/terug") return goHome(world, session, form, true);
  return messagePage(world, session, "Pagina niet gevonden", "Deze pagina bestaat niet.");
}

function decodedPath(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function answer(world: World, incoming: Incoming): Page {
  const { method, path, cookie, body } = incoming;
  if (path === "/oci") return oci(world, incoming);
  if (path === "/cxml") return cxml(world, incoming);
  const token = /^\/start\/([^/]+)$/.exec(path)?.[1];
  if (token !== undefined && method === "GET") return start(world, token);
  if (path === "/aanmelden" && method === "POST") {
    return login(world, readForm(Buffer.from(body).toString("utf8"), world.settings.charset));
  }
  const id = /(?:^|;\s*)winkel=([^;]*)/.exec(cookie)?.[1];
  const session = liveSession(world, id);
  if (path === "/") return session === undefined ? loginPage(world, null) : seeOther("/artikelen");
  if (session !== undefined) return inTheShop(world, session, incoming);
  const isOver = id !== undefined && id !== "";
  return loginPage(world, isOver ? "Uw sessie is verlopen. Meld u opnieuw aan." : null);
}
