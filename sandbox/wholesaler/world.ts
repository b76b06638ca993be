/** What the wholesaler knows: accounts with their baskets, sessions, and what left the shop. */
import { randomBytes } from "node:crypto";
import type { Article } from "./articles.ts";
import { exact, one, type Exact } from "./exact.ts";
import type { Pair } from "./form-bytes.ts";
import type { Settings } from "./settings.ts";
import { unitDecimals } from "./units.ts";

export interface Credential {
  readonly domain: string;
  readonly identity: string;
}

export interface Account {
  readonly user: string;
  /** May be changed: the old one is refused from then on. */ password: string;
  readonly customer: string;
  readonly company: string;
  readonly email: string;
  /** Who the buyer is in cXML; without it there is only OCI. */
  readonly cxml?: Credential & { readonly secret: string };
}

export interface BasketLine {
  readonly id: number;
  readonly number: string;
  quantity: Exact;
}

/** The same article may stand on it twice: those are two reels. */
export interface Basket {
  lines: BasketLine[];
}

export interface OciReturn {
  readonly kind: "oci";
  readonly hook: string;
  readonly target: string | undefined;
  /** The character set the caller asked for. */ readonly charset: string | undefined;
}

export interface CxmlReturn {
  readonly kind: "cxml";
  readonly hook: string;
  readonly cookie: string;
  readonly buyer: Credential;
  readonly operation: "create" | "edit" | "inspect";
}

/** Where the basket goes: what the caller said on arrival. */
export type ReturnTo = OciReturn | CxmlReturn;

export interface ShopSession {
  /** Also the cookie. */ readonly id: string;
  readonly user: string;
  /** Null for who logged in by hand: there is nobody to hand the basket to. */ readonly returnTo: ReturnTo | null;
  /** The user's own, which outlives the session; that of an edited or inspected order is the session's. */
  readonly basket: Basket;
  /** Milliseconds since 1970. */ seenAt: number;
  /** Shown once. */ notice: string | null;
}

/** Who came to inspect changes nothing. */
export const isReadOnly = ({ returnTo }: ShopSession): boolean =>
  returnTo?.kind === "cxml" && returnTo.operation === "inspect";

/** One press of the button, or one answer to a background function. */
export interface Transfer {
  readonly at: number;
  readonly kind: "oci" | "cxml" | "VALIDATE" | "BACKGROUND_SEARCH";
  readonly user: string;
  readonly session: string | null;
  readonly hook: string;
  readonly fields: readonly Pair[];
}

/** A StartPage that was given out: where it leads, and until when. */
export interface Start {
  readonly session: ShopSession;
  readonly until: number;
  readonly path: string;
}

export interface World {
  readonly settings: Settings;
  readonly articles: Map<string, Article>;
  readonly accounts: Map<string, Account>;
  readonly baskets: Map<string, Basket>;
  readonly sessions: Map<string, ShopSession>;
  readonly starts: Map<string, Start>;
  readonly transfers: Transfer[];
  readonly payloadIds: Set<string>;
  /** The SupplierPartAuxiliaryIDs that were ever given out, with the article they stand for. */
  readonly auxiliaryIds: Map<string, string>;
  /** Milliseconds since 1970. */ readonly now: () => number;
  readonly home: () => string;
  /** Rises by one with every call. */ readonly next: () => number;
}

export const newToken = (): string => randomBytes(18).toString("base64url");

export function basketOf(world: World, user: string): Basket {
  const held = world.baskets.get(user);
  if (held !== undefined) return held;
  const basket: Basket = { lines: [] };
  world.baskets.set(user, basket);
  return basket;
}

export function addLine(world: World, basket: Basket, number: string, quantity: Exact): void {
  basket.lines.push({ id: world.next(), number, quantity });
}

export function openSession(world: World, user: string, returnTo: ReturnTo | null): ShopSession {
  const seenAt = world.now();
  const session: ShopSession = { id: newToken(), user, returnTo, basket: basketOf(world, user), seenAt, notice: null };
  world.sessions.set(session.id, session);
  return session;
}

/** The session of a cookie, kept alive by being asked for; what was idle too long is forgotten. */
export function liveSession(world: World, id: string | undefined): ShopSession | undefined {
  const session = id === undefined ? undefined : world.sessions.get(id);
  if (session === undefined) return undefined;
  if (world.now() - session.seenAt > world.settings.sessionMinutes * 60_000) {
    world.sessions.delete(session.id);
    return undefined;
  }
  session.seenAt = world.now();
  return session;
}

export const articleWithProductId = (world: World, productId: string): Article | undefined =>
  [...world.articles.values()].find((article) => article.productId === productId);

/** Quantities as a person writes them, in what this article is ordered in; otherwise why not, in Dutch. */
export function quantityFor(article: Article, text: string): Exact | string {
  const written = text.trim().replace(",", ".");
  if (!/^\d{1,7}(\.\d{1,3})?$/.test(written)) return "Vul een aantal in, bijvoorbeeld 10 of 2,5.";
  const quantity = exact(written);
  if (quantity === 0n) return "Het aantal moet meer dan nul zijn.";
  if (unitDecimals(article.unit) === 0 && quantity % one !== 0n) return "Dit artikel bestelt u in hele aantallen.";
  if (article.step !== undefined && quantity % exact(article.step) !== 0n) {
    return `Dit artikel bestelt u per ${article.step.replace(".", ",")}.`;
  }
  return quantity;
}
