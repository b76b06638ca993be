import type { CreateOperation, Session } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import { HubError } from "#domain/error.ts";
import { normaliseEmail, type Party } from "#domain/party.ts";
import { at } from "./address.ts";
import { partyOf } from "./buyer.ts";
import { firstStep, nextStep, readAll, readPage, stepOf, stepText } from "./paging.ts";
import { writesEndAfterSeconds } from "./products.ts";
import { CsUser, Written } from "./schema.ts";
import { inCompany, type CsCartSettings, type Settings } from "./settings.ts";

type Shop = Session<CsCartSettings>;

const list = { entity: "users", idName: "user_id" } as const;

/** Administrators and vendors stand in the same list. */
const isCustomer = ({ user_type }: CsUser): boolean => user_type === "" || user_type === "C";

/** Users cannot be asked by change, and say no moment of it: all are walked, each time. */
export async function listCustomers(shop: Shop, input: Input<"customers.list">): Promise<RawOutput<"customers.list">> {
  const step = input.cursor === null ? firstStep : stepOf(input.cursor);
  const query = { user_type: "C", sort_by: "id", sort_order: "asc" };
  const page = await readPage(shop, { ...list, query }, step.page);
  const users = page.rows.map((row) => {
    const user = CsUser.safeParse(row);
    if (user.success) return user.data;
    throw new HubError("remote.protocol_changed", "The shop shows a customer in a form that is not expected");
  });
  const next = nextStep(step, page, list.idName);
  return {
    items: users.filter(isCustomer).map((user) => partyOf(user, shop.settings)),
    next: next === null ? null : stepText(next),
    total: input.cursor === null ? page.total : null,
  };
}

/** The shop looks for part of an address: compared exactly here. The oldest first. */
async function customerWith(shop: Shop, address: string): Promise<{ readonly id: string } | null> {
  const email = normaliseEmail(address);
  if (email === "") return null;
  const users = await readAll(shop, { ...list, query: { email, user_type: "C" } }, CsUser);
  const same = users.filter((user) => isCustomer(user) && normaliseEmail(user.email) === email);
  const [first] = same.toSorted((a, b) => Number(a.user_id) - Number(b.user_id));
  return first === undefined ? null : { id: first.user_id };
}

export const findCustomer = (shop: Shop, { buyer }: Input<"customers.find">): Promise<RawOutput<"customers.find">> =>
  customerWith(shop, buyer.email);

/** First name and the rest, as people write their name in one field. */
function namesOf(buyer: Party): { readonly firstname: string; readonly lastname: string } {
  const person = (buyer.contactName || buyer.name).trim();
  const [firstname = "", ...rest] = person.split(/\s+/);
  return { firstname, lastname: rest.join(" ") };
}

/**
 * Only what is filled in: what the shop does with an empty field is nowhere stated. Never a password, a consent or the address one signs in
 * with.
 */
function generalFields(buyer: Party, { vatFieldIds }: Settings): Readonly<Record<string, unknown>> {
  const { firstname, lastname } = namesOf(buyer);
  const { streetName, additionalStreetName, cityName, postalZone, countrySubentity, countryCode } = buyer.address;
  const hasAddress = [streetName, cityName, postalZone].some((part) => part !== "");
  const [vatField] = vatFieldIds;
  return {
    ...(firstname !== "" && { firstname, lastname, b_firstname: firstname, b_lastname: lastname }),
    ...(buyer.contactName !== "" && buyer.name !== "" && { company: buyer.name }),
    ...(buyer.phone !== "" && { phone: buyer.phone, b_phone: buyer.phone }),
    // A whole address at a time: of two, half would lead nowhere.
    ...(hasAddress && {
      b_address: streetName,
      b_address_2: additionalStreetName,
      b_city: cityName,
      b_zipcode: postalZone,
      b_state: countrySubentity,
      ...(countryCode !== "" && { b_country: countryCode }),
    }),
    ...(vatField !== undefined && buyer.vatIdentifier !== "" && { fields: { [vatField]: buyer.vatIdentifier } }),
  };
}

export const createCustomer: CreateOperation<CsCartSettings, "customers.create"> = {
  repeat: "look-up",
  visibleAfterSeconds: writesEndAfterSeconds,
  find: (shop, _key, { input: { buyer } }) => customerWith(shop, buyer.email),
  async run({ http, settings }, { buyer }) {
    const email = buyer.email.trim();
    if (normaliseEmail(email) === "")
      throw new HubError("document.invalid", `CS-Cart needs an e-mail address for ${buyer.name || "a customer"}`);
    const account = { email, user_type: "C", status: "A", ...inCompany(settings) };
    const json = { ...account, ...generalFields(buyer, settings) };
    const made = await http.json({ method: "POST", ...at(settings, "users"), json }, Written.user);
    return { id: made.user_id };
  },
};

export async function updateCustomer(
  { http, settings }: Shop,
  { externalId, buyer }: Input<"customers.update">,
): Promise<RawOutput<"customers.update">> {
  if (!/^\d{1,18}$/.test(externalId))
    throw new HubError("document.invalid", `${externalId} is not the id of a customer`);
  const json = generalFields(buyer, settings);
  const { user_id: id } = await http.json(
    { method: "PUT", ...at(settings, `users/${externalId}`), json },
    Written.user,
  );
  return { id };
}
