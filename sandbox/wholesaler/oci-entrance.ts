/** The OCI login call (contract sections 1 and 3): who comes in, where the basket goes, and the background functions. */
import { found } from "./articles.ts";
import { exact } from "./exact.ts";
import { valueOf, type Pair } from "./form-bytes.ts";
import { seeOther, type Page } from "./html.ts";
import type { Wanted } from "./return-lines.ts";
import type { BackgroundFunction } from "./settings.ts";
import { loginPage, messagePage } from "./shop-pages.ts";
import { keep, ociForm, transferPage } from "./transfer.ts";
import { articleWithProductId, openSession, quantityFor, type Account, type OciReturn, type World } from "./world.ts";

/** Of the browser that came in; gone when it closes. */
export const cookieOf = (id: string): string => `winkel=${id}; Path=/; HttpOnly; SameSite=Lax`;

function accountOf(pairs: readonly Pair[], { settings, accounts }: World): Account | undefined {
  const { user, password, customer } = settings.login;
  const account = accounts.get(valueOf(pairs, user) ?? "");
  if (account === undefined || account.password !== valueOf(pairs, password)) return undefined;
  return customer === null || account.customer === valueOf(pairs, customer) ? account : undefined;
}

/** What is wrong with the call itself, in Dutch; null when nothing is. */
function faultOf(pairs: readonly Pair[], { settings }: World): string | null {
  const hook = valueOf(pairs, settings.hookName);
  if (hook === undefined || hook === "") return `De parameter ${settings.hookName} ontbreekt.`;
  if (!/^https?:\/\/[^/]/i.test(hook)) return `De parameter ${settings.hookName} is geen webadres.`;
  if (!settings.needsCallFields) return null;
  if (valueOf(pairs, "~OkCode") !== "ADDI") return "De parameter ~OkCode moet ADDI zijn.";
  if (valueOf(pairs, "~CALLER") !== "CTLG") return "De parameter ~CALLER moet CTLG zijn.";
  const target = valueOf(pairs, "~TARGET") ?? valueOf(pairs, "returntarget") ?? "";
  return target === "" ? "De parameter ~TARGET ontbreekt." : null;
}

function functionOf(pairs: readonly Pair[], { settings }: World): BackgroundFunction | undefined {
  const asked = valueOf(pairs, "FUNCTION")?.toUpperCase();
  return settings.functions.find((one) => one === asked);
}

const badCall = (world: World, why: string): Page =>
  messagePage(world, undefined, "De winkel kan niet worden geopend", why, 400);

/** The item as it would be returned, in whatever quantity it is asked for; nothing when it is gone. */
function validated(world: World, pairs: readonly Pair[]): Wanted[] | string {
  const productId = valueOf(pairs, "PRODUCTID") ?? "";
  if (productId === "") return "De parameter PRODUCTID ontbreekt.";
  const written = valueOf(pairs, "QUANTITY") ?? "";
  if (!/^\d{1,11}(\.\d{1,3})?$/.test(written)) return "De parameter QUANTITY is geen aantal.";
  const article = articleWithProductId(world, productId);
  if (article === undefined || article.isCharge === true) return [];
  const quantity = quantityFor(article, written);
  return typeof quantity === "string" ? quantity : [{ article, quantity }];
}

/** All hits in the least that can be ordered of each. */
function hits(world: World, pairs: readonly Pair[]): Wanted[] | string {
  const search = valueOf(pairs, "SEARCHSTRING") ?? "";
  if (search.trim() === "") return "De parameter SEARCHSTRING ontbreekt.";
  return found(world.articles, search).map((article) => ({ article, quantity: exact(article.step ?? "1") }));
}

export function arriveByOci(world: World, pairs: readonly Pair[]): Page {
  const fault = faultOf(pairs, world);
  if (fault !== null) return badCall(world, fault);
  const account = accountOf(pairs, world);
  if (account === undefined) {
    return loginPage(world, "Gebruikersnaam of wachtwoord is niet juist.", world.settings.wrongLoginStatus);
  }
  const { user } = account;
  const returnTo: OciReturn = {
    kind: "oci",
    hook: valueOf(pairs, world.settings.hookName) ?? "",
    target: valueOf(pairs, "~TARGET") ?? valueOf(pairs, "returntarget"),
    charset: valueOf(pairs, "http_content_charset"),
  };
  const asked = functionOf(pairs, world);
  if (asked === "VALIDATE" || asked === "BACKGROUND_SEARCH") {
    const wanted = asked === "VALIDATE" ? validated(world, pairs) : hits(world, pairs);
    if (typeof wanted === "string") return badCall(world, wanted);
    const form = ociForm(world, returnTo, wanted);
    keep(world, { kind: asked, user, session: null, hook: returnTo.hook, fields: form.fields });
    return transferPage(form, world.settings);
  }
  let path = "/artikelen";
  if (asked === "DETAIL") path = `/artikel/${encodeURIComponent(valueOf(pairs, "PRODUCTID") ?? "")}`;
  if (asked === "SOURCING") path = `/artikelen?zoek=${encodeURIComponent(valueOf(pairs, "SEARCHSTRING") ?? "")}`;
  return seeOther(path, { "Set-Cookie": cookieOf(openSession(world, user, returnTo).id) });
}
