import { z } from "zod";
import type { Checked, Session } from "#connect/connector.ts";
import type { Answer } from "#connect/http.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { at } from "./address.ts";
import { readTaxes } from "./catalogue.ts";
import { errorOf } from "./errors.ts";
import { phaseOf } from "./map.ts";
import { readAll, readPage } from "./paging.ts";
import { CsStatus } from "./schema.ts";
import { apiForms, shopFolder, type ApiForm, type CsCartSettings } from "./settings.ts";

type Shop = Session<CsCartSettings>;

const onAddress = { field: "settings.shopUrl" } as const;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Any text in the answer that looks like a version. */
const versionIn = (answer: unknown): string =>
  Object.values(z.record(z.string(), z.unknown()).safeParse(answer).data ?? {}).find(
    (value): value is string => typeof value === "string" && /^\d+\.\d+/.test(value),
  ) ?? "";

function refuseOtherAddress(answer: Answer, shopUrl: string): void {
  const location = answer.headers["location"];
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return;
  const shop = shopFolder(shopUrl);
  const origin = URL.canParse(location, shop.href) ? new URL(location, shop).origin : "";
  if (origin === "" || origin === shop.origin) return;
  throw new HubError("settings.invalid", `The shop is at ${origin}, not at ${shop.origin}: fill in that address`, {
    details: { ...onAddress, entry: "otherAddress", value: origin },
  });
}

interface Found {
  readonly apiForm: ApiForm;
  readonly version: string;
}

/** Which form of address this shop answers as data. A refusal of the credentials is kept: another form may still take them. */
async function findApi({ http, settings }: Shop): Promise<Found> {
  let refusal: HubError | null = null;
  for (const apiForm of apiForms) {
    const answer = await http.raw({ method: "GET", ...at({ ...settings, apiForm }, "version") });
    refuseOtherAddress(answer, settings.shopUrl);
    const body = parsed(answer.body);
    const isData = typeof body === "object" && body !== null;
    if (isData && answer.status === 200) return { apiForm, version: versionIn(body) };
    // An API that knows no version is an API.
    if (isData && answer.status === 404) return { apiForm, version: "" };
    if (answer.status === 401 || answer.status === 403) refusal ??= refusalOf(answer);
    else if (answer.status === 429) throw new HubError("remote.rate_limited", `${answer.host} asks to wait`);
  }
  throw (
    refusal ??
    new HubError("settings.invalid", `There is no CS-Cart API at ${shopFolder(settings.shopUrl).href}`, {
      details: { ...onAddress, entry: "noInterface", value: "" },
    })
  );
}

function refusalOf(answer: Answer): HubError {
  const isKey = answer.status === 401;
  const { code, message } =
    errorOf(answer) ??
    new HubError(
      isKey ? "credentials.expired" : "credentials.insufficient",
      `${answer.host} answered ${answer.status}`,
    );
  return new HubError(code, message, {
    details: {
      field: "credentials.apiKey",
      entry: isKey ? "accessRefused" : "userMayNot",
      value: "",
      status: String(answer.status),
    },
  });
}

const orders = { entity: "orders", idName: "order_id" } as const;
/** 1 January 2100. */
const farAway = 4_102_444_800;

/** A shop that does not know the filter ignores it. One without any order answers nothing either way: it is not believed. */
async function filtersByChange(shop: Shop): Promise<boolean> {
  const all = await readPage(shop, { ...orders, query: {} }, 1, 1);
  if (all.rows.length === 0) return false;
  const later = await readPage(shop, { ...orders, query: { updated_at_from: farAway } }, 1, 1);
  return later.rows.length === 0;
}

/** What the check may go on without: a right that is missing becomes a warning. Anything else is thrown. */
async function allowed<T>(work: () => Promise<T>, warn: () => void): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    const error = asHubError(thrown);
    if (error.code !== "credentials.insufficient" && error.details["status"] !== "404") throw error;
    warn();
    return null;
  }
}

/** Finds out where the API is and what it can do; throws what the user should see. */
export async function check(shop: Shop): Promise<Checked> {
  const warnings: string[] = [];
  const lacks = new Set<"settings">();
  const { apiForm, version } = await findApi(shop);
  const found: Shop = { ...shop, settings: { ...shop.settings, apiForm } };
  const canFilter = await filtersByChange(found);
  const lacking = (what: string) => () => {
    lacks.add("settings");
    warnings.push(`This administrator may not read the ${what}`);
  };
  const taxes = await allowed(() => readTaxes(found), lacking("taxes"));
  const modes = new Set((taxes ?? []).filter(({ status }) => status !== "D").map((tax) => tax.price_includes_tax));
  const [pricesIncludeTax = null] = modes.size === 1 ? modes : [];
  const statuses = await allowed(
    () => readAll(found, { entity: "statuses", idName: "status", query: {} }, CsStatus),
    lacking("order statuses"),
  );
  const own = (statuses ?? []).filter(
    ({ type, status }) => (type === "" || type === "O") && phaseOf(status, shop.settings) === "unknown",
  );
  if (own.length > 0) {
    const names = own.map(({ status, description }) => `${status} (${description})`).join(", ");
    warnings.push(`Orders in these statuses wait until you say what becomes of them: ${names}`);
  }
  if (new URL(shop.settings.shopUrl).protocol === "http:") warnings.push("The shop is reached without encryption");
  const { host } = shopFolder(shop.settings.shopUrl);
  return {
    account: version === "" ? `CS-Cart (${host})` : `CS-Cart ${version} (${host})`,
    learnt: { apiForm, filtersByChange: canFilter, ...(taxes !== null && { pricesIncludeTax }) },
    warnings,
    lacks: [...lacks],
  };
}
