import { z } from "zod";
import type { CreateOperation, Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { normaliseEmail, type Party } from "#domain/party.ts";
import { customerToParty, vatKeyOf } from "./buyer.ts";
import { firstPage, readCursor } from "./cursor.ts";
import { pageSize, totalOf } from "./pages.ts";
import { WooCustomer } from "./schema.ts";
import type { Settings, WooCommerceSettings } from "./settings.ts";
import { recordId, writesEndAfterSeconds } from "./writing.ts";

type Shop = Session<WooCommerceSettings>;

/** Customers cannot be asked by modification time, so all are walked by id and the unchanged ones left out. */
export async function listCustomers(
  { http, settings }: Shop,
  input: Input<"customers.list">,
): Promise<RawOutput<"customers.list">> {
  const { page } = input.cursor === null ? { page: 1 } : readCursor(input.cursor);
  const { data: customers, headers } = await http.jsonWithHeaders(
    { method: "GET", path: "wc/v3/customers", query: { orderby: "id", order: "asc", per_page: pageSize, page } },
    z.array(WooCustomer),
  );
  const since = firstPage(input.modifiedSince).after;
  const isWanted = ({ date_modified_gmt: modified }: WooCustomer) =>
    since === null || modified === null || modified > since;
  return {
    items: customers.filter(isWanted).map((customer) => customerToParty(customer, settings)),
    next: customers.length < pageSize ? null : `|${page + 1}`,
    total: input.cursor === null ? totalOf(headers) : null,
  };
}

/** Of any role: an address of somebody of the shop's own staff cannot be given out twice either. */
async function customerWith({ http }: Shop, buyer: Party): Promise<WooCustomer | null> {
  const email = normaliseEmail(buyer.email);
  if (email === "")
    throw new HubError("document.invalid", "A customer without an e-mail address cannot be looked for in the shop");
  const query = { email, role: "all", per_page: pageSize };
  const found = await http.json({ method: "GET", path: "wc/v3/customers", query }, z.array(WooCustomer));
  return found.find((customer) => normaliseEmail(customer.email) === email) ?? null;
}

export async function findCustomer(
  shop: Shop,
  { buyer }: Input<"customers.find">,
): Promise<RawOutput<"customers.find">> {
  const found = await customerWith(shop, buyer);
  return found === null ? null : { id: found.id, buyer: customerToParty(found, shop.settings) };
}

interface Person {
  readonly first_name: string;
  readonly last_name: string;
}

/** A name in two: what a shop asks of people. */
function personOf(name: string): Person {
  const [first = "", ...rest] = name.trim().split(/\s+/);
  return { first_name: first, last_name: rest.join(" ") };
}

const isSame = (person: Person, name: string): boolean =>
  `${person.first_name} ${person.last_name}`.trim().replaceAll(/\s+/g, " ") === name.trim().replaceAll(/\s+/g, " ");

/**
 * The general fields of a buyer, and nothing of an account: no password, no login, no consent. Only what is filled in. `standing` tells whether
 * a name is that of a company, and keeps people's names cut where they are.
 */
function generalFields(buyer: Party, standing: WooCustomer | null, settings: Settings): object {
  const { address } = buyer;
  const isCompany =
    buyer.contactName !== "" ||
    buyer.vatIdentifier !== "" ||
    buyer.legalRegistrationIdentifier !== "" ||
    (standing?.billing.company ?? "") !== "";
  const name = (isCompany ? buyer.contactName : buyer.name).trim();
  const held = standing !== null && isSame(standing.billing, name) ? standing.billing : personOf(name);
  const person = name === "" ? {} : { first_name: held.first_name, last_name: held.last_name };
  const isNamed = standing !== null && `${standing.first_name}${standing.last_name}` !== "";
  // Where invoices go is the customer's own choice, once there is one.
  const email = (standing?.billing.email ?? "") === "" ? normaliseEmail(buyer.email) : "";
  const vatKey = vatKeyOf(standing?.meta_data ?? [], settings.vatIdentifierKeys);
  // The shop's own way of writing the same number stays.
  const isOtherVat = standing === null || customerToParty(standing, settings).vatIdentifier !== buyer.vatIdentifier;
  const hasAddress = [address.streetName, address.cityName, address.postalZone].some((part) => part !== "");
  return {
    ...(!isNamed && person),
    ...(vatKey !== undefined &&
      isOtherVat &&
      buyer.vatIdentifier !== "" && { meta_data: [{ key: vatKey, value: buyer.vatIdentifier }] }),
    billing: {
      ...person,
      ...(isCompany && buyer.name !== "" && { company: buyer.name }),
      // A whole address at a time: of two, half would lead nowhere.
      ...(hasAddress && {
        address_1: address.streetName,
        address_2: address.additionalStreetName,
        postcode: address.postalZone,
        city: address.cityName,
        state: address.countrySubentity,
        ...(address.countryCode !== "" && { country: address.countryCode }),
      }),
      ...(buyer.phone !== "" && { phone: buyer.phone }),
      ...(email !== "" && { email }),
    },
  };
}

export const createCustomer: CreateOperation<WooCommerceSettings, "customers.create"> = {
  repeat: "look-up",
  visibleAfterSeconds: writesEndAfterSeconds,
  async find(shop, _key, { input: { buyer } }) {
    const found = await customerWith(shop, buyer);
    return found === null ? null : { id: found.id };
  },
  async run({ http, settings }, { buyer }) {
    const email = normaliseEmail(buyer.email);
    if (email === "") throw new HubError("document.invalid", "The shop has no customers without an e-mail address");
    const json = { email, ...generalFields(buyer, null, settings) };
    const made = await http.json({ method: "POST", path: "wc/v3/customers", json }, WooCustomer.pick({ id: true }));
    return { id: made.id };
  },
};

/** Accounts of people who work there. */
const staff = new Set(["administrator", "shop_manager", "editor", "author", "contributor"]);

/** The address of the account itself stays: with that people sign in. */
export async function updateCustomer(
  { http, settings }: Shop,
  { externalId, buyer }: Input<"customers.update">,
): Promise<RawOutput<"customers.update">> {
  const path = `wc/v3/customers/${recordId(externalId)}`;
  const standing = await http.json({ method: "GET", path }, WooCustomer);
  if (staff.has(standing.role))
    throw new HubError("document.rejected", `Customer ${externalId} has the account of somebody of the shop itself`, {
      details: { field: "email", code: standing.role },
    });
  const json = generalFields(buyer, standing, settings);
  const { id } = await http.json({ method: "PUT", path, json }, WooCustomer.pick({ id: true }));
  return { id };
}
