import { z } from "zod";
import type { Checked, Session } from "#connect/connector.ts";
import type { Answer, HttpRequest } from "#connect/http.ts";
import { asHubError, HubError, type ErrorCode } from "#domain/error.ts";
import { refusalCode } from "./errors.ts";
import { WooSetting, WordPressIndex } from "./schema.ts";
import { isPlainHttp, restRoot, shopFolder, type Settings, type WooCommerceSettings } from "./settings.ts";

type Shop = Session<WooCommerceSettings>;

const isPage = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** The home page, without keys; follows the few redirects a shop makes within its own host (a language folder). */
async function homePage({ http, settings }: Shop): Promise<Answer> {
  let address = shopFolder(settings.shopUrl);
  for (let hop = 0; hop < 4; hop += 1) {
    const answer = await http.raw({
      method: "GET",
      path: address.href,
      anonymous: true,
      headers: { accept: "text/html" },
    });
    const location = answer.headers["location"];
    if (answer.status < 300 || answer.status >= 400 || location === undefined) return answer;
    const next = new URL(location, address);
    if (next.origin !== address.origin) {
      throw new HubError(
        "settings.invalid",
        `The shop is at ${next.origin}, not at ${address.origin}: fill in that address`,
        {
          details: { field: "settings.shopUrl", entry: "otherAddress", value: next.origin },
        },
      );
    }
    if (next.href === address.href) return answer;
    address = next;
  }
  throw new HubError("settings.invalid", `${address.host} keeps redirecting`, {
    details: { field: "settings.shopUrl", entry: "redirects", value: "" },
  });
}

/** No shop at its address: that is said beside the address. */
function namingTheAddress(thrown: unknown): never {
  const { code, message, details } = asHubError(thrown);
  if (details["entry"] === undefined || details["field"] !== undefined) throw thrown;
  throw new HubError(code, message, { cause: thrown, details: { ...details, field: "settings.shopUrl" } });
}

interface Found {
  readonly restPrefix: string;
  readonly hasPlainPermalinks: boolean;
}

/**
 * The prefix from `Link: <https://shop/wp-json/>; rel="https://api.w.org/"`. Only its path is believed: behind a proxy the
 * shop may name another host. With plain permalinks the link is `/?rest_route=/`, where keys are not read.
 */
function prefixFrom(home: Answer, settings: Settings): Found {
  const link = /<([^>]+)>;\s*rel="https:\/\/api\.w\.org\/"/.exec(home.headers["link"] ?? "")?.[1];
  const shop = shopFolder(settings.shopUrl);
  if (link === undefined || !URL.canParse(link, shop.href))
    return { restPrefix: settings.restPrefix, hasPlainPermalinks: false };
  const url = new URL(link, shop);
  if (url.searchParams.has("rest_route")) return { restPrefix: settings.restPrefix, hasPlainPermalinks: true };
  const path = url.pathname.replace(/\/+$/, "");
  const restPrefix = path.startsWith(shop.pathname) ? path.slice(shop.pathname.length) : path;
  return { restPrefix: restPrefix || settings.restPrefix, hasPlainPermalinks: false };
}

const plainPermalinks =
  "The shop has plain permalinks, with which keys do not work: choose another form in WordPress, Settings, Permalinks";

/** `timezone_string`, else a fixed offset: an older way to set the zone, which knows no summer time. */
function timeZoneOf({ timezone_string, gmt_offset }: z.output<typeof WordPressIndex>): string {
  if (timezone_string !== "") return timezone_string;
  const minutes = Math.round(Number(gmt_offset) * 60);
  if (!Number.isFinite(minutes)) return "UTC";
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

/** What the shop says of itself, without keys. Null when something in front of it keeps strangers out. */
async function readIndex({ http }: Shop, root: URL, found: Found): Promise<z.output<typeof WordPressIndex> | null> {
  const answer = await http.raw({ method: "GET", path: root.href, anonymous: true });
  const index = isPage(answer) ? WordPressIndex.safeParse(parsed(answer.body)) : undefined;
  if (index?.success === true) {
    if (index.data.namespaces.includes("wc/v3")) return index.data;
    throw new HubError(
      "settings.invalid",
      `${root.host} is WordPress without WooCommerce, or with the plug-in switched off`,
      { details: { field: "settings.shopUrl", entry: "notTheProduct", value: "" } },
    );
  }
  if (answer.status === 401 || answer.status === 403 || answer.status === 429) return null;
  throw new HubError(
    "settings.invalid",
    found.hasPlainPermalinks ? plainPermalinks : `There is no WordPress REST interface at ${root.href}`,
    {
      details: {
        field: "settings.shopUrl",
        entry: found.hasPlainPermalinks ? "plainPermalinks" : "noInterface",
        value: "",
        status: String(answer.status),
        code: refusalCode(answer.body) ?? "",
      },
    },
  );
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/**
 * Whether keys go in the header or in the address: the header first, because addresses end up in logs. A shop that drops the
 * header answers as if there were no key. Throws the refusal of the header when neither works.
 */
async function keysInQuery({ http, settings }: Shop, root: URL): Promise<boolean> {
  const read: HttpRequest = { method: "GET", path: `${root.href}wc/v3/orders`, query: { per_page: 1, dp: 6 } };
  try {
    await http.json({ ...read, credentialsIn: "header" }, z.array(z.unknown()));
    return false;
  } catch (thrown) {
    const refusal = asHubError(thrown);
    if (isPlainHttp(settings) || refusal.details["code"] !== "woocommerce_rest_cannot_view") throw refusal;
    try {
      await http.json({ ...read, credentialsIn: "query" }, z.array(z.unknown()));
      return true;
    } catch (second) {
      const other = asHubError(second);
      throw other.details["code"] === "woocommerce_rest_cannot_view" ? refusal : other;
    }
  }
}

/** Which of the two keys is wrong, as far as the shop tells. */
function namingTheKey(refusal: HubError): HubError {
  const isSecret = refusal.details["code"] === "woocommerce_rest_authentication_error";
  if (!isSecret && refusal.details["code"] !== "woocommerce_rest_cannot_view") return refusal;
  const place = isSecret
    ? { field: "credentials.consumerSecret", entry: "secretWrong" }
    : { field: "credentials.consumerKey", entry: "keyUnknown" };
  const details = { ...refusal.details, ...place, value: "" };
  return new HubError(refusal.code, refusal.message, { cause: refusal, details });
}

/** What the check may go on without: a right that is missing becomes a warning. Anything else is thrown. */
async function allowed<T>(work: () => Promise<T>, codes: readonly ErrorCode[], warn: () => void): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    const error = asHubError(thrown);
    if (!codes.includes(error.code)) throw error;
    warn();
    return null;
  }
}

/** One authenticated read after finding out where the shop's interface is; throws what the user should see. */
export async function check(shop: Shop): Promise<Checked> {
  const { http, settings } = shop;
  const warnings: string[] = [];
  const lacks: ("write" | "webhooks" | "settings")[] = [];
  const found = prefixFrom(await homePage(shop).catch(namingTheAddress), settings);
  if (found.hasPlainPermalinks) warnings.push(plainPermalinks);
  const root = restRoot({ ...settings, restPrefix: found.restPrefix });
  const index = await readIndex(shop, root, found);
  if (index === null)
    warnings.push(
      "The shop does not show its REST index to strangers, so its time zone and own address could not be read",
    );
  else if (index.timezone_string === "")
    warnings.push("The shop uses a fixed offset instead of a time zone, so its days shift by an hour in summer");

  const inQuery = await keysInQuery(shop, root).catch((thrown: unknown) => {
    throw namingTheKey(asHubError(thrown));
  });
  if (inQuery)
    warnings.push(
      "The web server drops the Authorization header: the keys go in the address and end up in the shop's logs",
    );
  if (isPlainHttp(settings)) warnings.push("The shop is reached without encryption");
  const place = isPlainHttp(settings) ? {} : { credentialsIn: inQuery ? ("query" as const) : ("header" as const) };
  const refused = ["credentials.expired", "credentials.insufficient"] as const;

  const readSettings = (group: string) =>
    allowed(
      () => http.json({ ...place, method: "GET", path: `${root.href}wc/v3/settings/${group}` }, z.array(WooSetting)),
      refused,
      () => {
        lacks.push("settings");
        warnings.push(`The user of this key may not read the ${group} settings`);
      },
    );
  const tax = await readSettings("tax");
  const general = await readSettings("general");
  const valueOf = (list: typeof tax, id: string) => list?.find((setting) => setting.id === id)?.value;
  if (valueOf(general, "woocommerce_calc_taxes") === "no") warnings.push("The shop does not calculate VAT");
  const includes = valueOf(tax, "woocommerce_prices_include_tax");

  await allowed(
    () =>
      http.json(
        { ...place, method: "GET", path: `${root.href}wc/v3/webhooks`, query: { per_page: 1 } },
        z.array(z.unknown()),
      ),
    refused,
    () => {
      lacks.push("webhooks");
      warnings.push("The user of this key may not read webhooks: give it the role shop manager or administrator");
    },
  );
  // Order 0 never exists: a key that may write is told so, a read-only key is refused before anything is looked at.
  const probe = await allowed(
    () => http.raw({ ...place, method: "PUT", path: `${root.href}wc/v3/orders/0`, json: {} }),
    ["remote.outcome_unknown"],
    () => warnings.push("It could not be found out whether the key may write"),
  );
  if (probe?.status === 401 || probe?.status === 403) {
    lacks.push("write");
    warnings.push("The key is read-only: webhooks must be made by hand and nothing can be written");
  }

  return {
    account: `${index?.name || shopFolder(settings.shopUrl).host} (${shopFolder(settings.shopUrl).host})`,
    learnt: {
      restPrefix: found.restPrefix,
      keysInQuery: inQuery,
      ...(index === null ? {} : { timeZone: timeZoneOf(index), sourceUrl: index.home || settings.shopUrl }),
      ...(includes === "yes" || includes === "no" ? { pricesIncludeTax: includes === "yes" } : {}),
    },
    warnings,
    lacks: [...new Set(lacks)],
  };
}
