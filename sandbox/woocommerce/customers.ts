/** Customers over REST: accounts of the shop (contract section 8's neighbours; refusals as WordPress words them). */
import { HINTS } from "./catalog.ts";
import type { Clock } from "./clock.ts";
import type { ItemJson, Json } from "./documents.ts";
import { ApiError, invalidParams, missingParams, wrongType, type Refusal } from "./errors.ts";
import type { ReadList } from "./lists.ts";
import type { Announce } from "./order-routes.ts";
import { RECORDED_URL, type OrderStore } from "./orders.ts";
import { cleaned, type Rules } from "./params.ts";
import { parseList, scalar } from "./php.ts";
import { pageOf } from "./query.ts";
import { collection, json, withFields, type Ask, type Reply } from "./reply.ts";

export interface Customers {
  has(id: number): boolean;
  get(id: number): ItemJson | undefined;
  readonly list: readonly ItemJson[];
  /** Ids of which somebody wrote the password over REST. */ readonly passwords: readonly number[];
  /** An account made or changed in the shop itself, of any role. */ byHand(
    id: number | undefined,
    body: Json,
  ): ItemJson;
  readonly routes: {
    list(ask: Ask): Reply;
    get(ask: Ask): Reply;
    create(ask: Ask): Reply;
    update(ask: Ask): Reply;
    remove(ask: Ask): Reply;
  };
}

const RULES: Rules = { orderby: ["id", "include", "name", "registered_date"], integers: [] };
const ADDRESS = ["first_name", "last_name", "company", "address_1", "address_2", "city", "postcode", "country"];
const BILLING = [...ADDRESS, "state", "email", "phone"];
const SHIPPING = [...ADDRESS, "state", "phone"];
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PLAIN = ["first_name", "last_name"];

function checkBody(body: Json): void {
  const refusals: Refusal[] = [];
  const badEmail = (name: string): Refusal => ({
    name,
    code: "rest_invalid_email",
    message: "Invalid email address.",
    data: null,
  });
  for (const name of [...PLAIN, "email", "username", "password"]) {
    const value = body[name];
    if (value !== undefined && value !== null && typeof value !== "string") {
      refusals.push(wrongType(name, name, "string"));
    }
  }
  if (typeof body["email"] === "string" && !EMAIL.test(body["email"])) refusals.push(badEmail("email"));
  const billed = (body["billing"] as Json | undefined)?.["email"];
  // Also an empty text: the format is tested on every text.
  if (typeof billed === "string" && !EMAIL.test(billed)) refusals.push(badEmail("billing"));
  for (const name of ["billing", "shipping"]) {
    if (body[name] !== undefined && (typeof body[name] !== "object" || Array.isArray(body[name]))) {
      refusals.push(wrongType(name, name, "object"));
    }
  }
  if (refusals.length > 0) throw invalidParams(refusals);
}

export function customersOf(list: ReadList, store: OrderStore, clock: Clock, announce: Announce): Customers {
  const accounts = new Map<number, ItemJson>();
  for (const item of list("customers").body as ItemJson[]) accounts.set(item.id, structuredClone(item));
  const passwords: number[] = [];
  const home = `${RECORDED_URL}/wp-json/wc/v3/customers`;
  let metaId = 300_000;

  const withEmail = (email: unknown): ItemJson | undefined =>
    [...accounts.values()].find((one) => String(one["email"]).toLowerCase() === String(email).toLowerCase());

  function apply(account: ItemJson, body: Json): void {
    for (const name of [...PLAIN, "email", "role"]) if (typeof body[name] === "string") account[name] = body[name];
    for (const [name, fields] of [
      ["billing", BILLING],
      ["shipping", SHIPPING],
    ] as const) {
      const sent = (body[name] ?? {}) as Json;
      const known = Object.entries(sent).filter(([field]) => fields.includes(field));
      account[name] = { ...(account[name] as Json), ...Object.fromEntries(known) };
    }
    const meta = account["meta_data"] as Json[];
    for (const { key, value } of (body["meta_data"] ?? []) as Json[]) {
      const held = meta.find((one) => one["key"] === key);
      if (held === undefined) meta.push({ id: (metaId += 1), key, value });
      else held["value"] = value;
    }
    const now = clock.now();
    [account["date_modified"], account["date_modified_gmt"]] = [now.local, now.gmt];
  }

  function blank(email: string): ItemJson {
    const id = Math.max(0, ...accounts.keys()) + 1;
    const now = clock.now();
    const empty = (fields: readonly string[]): Json => Object.fromEntries(fields.map((name) => [name, ""]));
    return {
      ...{ id, date_created: now.local, date_created_gmt: now.gmt, date_modified: now.local },
      ...{ date_modified_gmt: now.gmt, email, first_name: "", last_name: "", role: "customer" },
      ...{ username: email.split("@")[0], billing: empty(BILLING), shipping: empty(SHIPPING) },
      ...{ is_paying_customer: false, avatar_url: "https://secure.gravatar.com/avatar/0?s=96&d=mm&r=g", meta_data: [] },
      _links: { self: [{ href: `${home}/${id}`, ...HINTS }], collection: [{ href: home }] },
    };
  }

  function find(ask: Ask, writing = false): ItemJson {
    const account = accounts.get(ask.ids[0] ?? 0);
    if (account !== undefined) return account;
    throw new ApiError(writing ? 400 : 404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
  }

  const answer = (ask: Ask, account: ItemJson, status = 200, headers: Readonly<Record<string, string>> = {}): Reply =>
    json(withFields(store.text(account), ask.query), status, headers);

  return {
    has: (id) => accounts.has(id),
    get: (id) => accounts.get(id),
    get list() {
      return [...accounts.values()];
    },
    passwords,
    byHand(id, body) {
      const account = (id === undefined ? undefined : accounts.get(id)) ?? blank(String(body["email"]));
      const isNew = !accounts.has(account.id);
      accounts.set(account.id, account);
      apply(account, body);
      announce(`customer.${isNew ? "created" : "updated"}`, account.id);
      return account;
    },
    routes: {
      /** Only accounts with the role of a customer, unless another role or `all` is asked for. */
      list(ask) {
        const params = cleaned(ask.query, RULES, clock);
        const email = scalar(params.get("email"));
        const role = scalar(params.get("role")) ?? "customer";
        const include = new Set(parseList(params.get("include")).map(Number));
        const orderby = scalar(params.get("orderby")) ?? "name";
        const name = (item: ItemJson): string => `${String(item["first_name"])} ${String(item["last_name"])}`;
        const items = [...accounts.values()]
          .filter((item) => email === undefined || String(item["email"]).toLowerCase() === email.toLowerCase())
          .filter((item) => role === "all" || item["role"] === role)
          .filter((item) => include.size === 0 || include.has(item.id))
          .toSorted((a, b) => (orderby === "name" ? name(a).localeCompare(name(b)) : 0) || a.id - b.id);
        if (scalar(params.get("order")) === "desc") items.reverse();
        return collection(ask, params, pageOf(items, params), (item) => store.text(item));
      },
      get: (ask) => answer(ask, find(ask)),
      create(ask) {
        const { body } = ask;
        if (body["id"] !== undefined) {
          throw new ApiError(400, "woocommerce_rest_customer_exists", "Cannot create existing resource.");
        }
        if (body["email"] === undefined) throw missingParams(["email"]);
        checkBody(body);
        if (withEmail(body["email"]) !== undefined) {
          const message =
            'An account is already registered with your email address. <a href="#" class="showlogin">Please log in.</a>';
          throw new ApiError(400, "registration-error-email-exists", message);
        }
        const account = blank(String(body["email"]));
        accounts.set(account.id, account);
        if (typeof body["password"] === "string") passwords.push(account.id);
        apply(account, { ...body, role: undefined });
        announce("customer.created", account.id);
        return answer(ask, account, 201, { Location: `${ask.address}/${account.id}` });
      },
      update(ask) {
        const { body } = ask;
        checkBody(body);
        const account = find(ask, true);
        const other = body["email"] === undefined ? undefined : withEmail(body["email"]);
        if (other !== undefined && other !== account) {
          throw new ApiError(400, "woocommerce_rest_customer_invalid_email", "Email address is invalid.");
        }
        if (body["username"] !== undefined && body["username"] !== account["username"]) {
          throw new ApiError(400, "woocommerce_rest_customer_invalid_argument", "Username isn't editable.");
        }
        if (typeof body["password"] === "string") passwords.push(account.id);
        apply(account, { ...body, role: undefined });
        announce("customer.updated", account.id);
        return answer(ask, account);
      },
      remove(ask) {
        const account = find(ask);
        if (!["true", "1"].includes(String(ask.query.get("force") ?? ask.body["force"] ?? ""))) {
          throw new ApiError(501, "woocommerce_rest_trash_not_supported", "Customers do not support trashing.");
        }
        accounts.delete(account.id);
        announce("customer.deleted", account.id);
        return answer(ask, account);
      },
    },
  };
}
