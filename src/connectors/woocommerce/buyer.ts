import type { z } from "zod";
import { writtenVatIdentifier } from "#domain/identifiers.ts";
import { languages, type Address, type Language, type Party } from "#domain/party.ts";
import { countryCode } from "./lines.ts";
import type { WooAddress, WooCustomer, WooOrder } from "./schema.ts";
import type { Settings } from "./settings.ts";

type Meta = WooOrder["meta_data"];

/** Keys under which translation plugins keep the language of the order. Inferred from their documentation, never recorded. */
const languageKeys = ["wpml_language", "_wpml_language", "trp_language", "pll_language"];

/** First filled value among the keys, in the order of the keys. */
function firstValue(meta: Meta, keys: readonly string[]): string {
  for (const key of keys) {
    for (const entry of meta) {
      if (entry.key !== key) continue;
      const value = typeof entry.value === "number" ? String(entry.value) : entry.value;
      if (typeof value === "string" && value.trim() !== "") return value.trim();
    }
  }
  return "";
}

/** Where the VAT number of a customer is to be written: where there is one, else under the first of the keys. */
export const vatKeyOf = (meta: Meta, keys: readonly string[]): string | undefined =>
  keys.find((key) => firstValue(meta, [key]) !== "") ?? keys[0];

export const isVatExempt = (meta: Meta): boolean => firstValue(meta, ["is_vat_exempt"]).toLowerCase() === "yes";

function languageOf(meta: Meta): Language | null {
  const code = firstValue(meta, languageKeys).slice(0, 2).toLowerCase();
  return languages.find((language) => language === code) ?? null;
}

/** With country prefix, capitals, no spaces. A text without digits ("nvt", "-") is no number. */
export const vatIdentifierOf = (meta: Meta, keys: readonly string[], billingCountry: string): string =>
  writtenVatIdentifier(firstValue(meta, keys), countryCode(billingCountry));

const joined = (...texts: readonly string[]): string =>
  texts
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join(" ");

const addressOf = (address: WooAddress, name: string): z.input<typeof Address> => ({
  name,
  streetName: address.address_1,
  additionalStreetName: address.address_2,
  cityName: address.city,
  postalZone: address.postcode,
  countrySubentity: address.state,
  countryCode: countryCode(address.country),
});

/** Company, else person; the person is the contact of a company. Hand-made orders may name nobody. */
function partyOf(externalId: string, billing: WooAddress, meta: Meta, settings: Settings): z.input<typeof Party> {
  const person = joined(billing.first_name, billing.last_name);
  const company = billing.company.trim();
  return {
    externalId: externalId === "0" ? "" : externalId,
    name: company || person,
    contactName: company === "" ? "" : person,
    email: billing.email,
    phone: billing.phone,
    language: languageOf(meta),
    vatIdentifier: vatIdentifierOf(meta, settings.vatIdentifierKeys, billing.country),
    address: addressOf(billing, ""),
  };
}

export const buyerOf = (order: WooOrder, settings: Settings): z.input<typeof Party> =>
  partyOf(order.customer_id, order.billing, order.meta_data, settings);

export function customerToParty(customer: WooCustomer, settings: Settings): z.input<typeof Party> {
  const { first_name, last_name, email, billing } = customer;
  const filled = {
    ...billing,
    first_name: billing.first_name || first_name,
    last_name: billing.last_name || last_name,
    email: billing.email || email,
  };
  return partyOf(customer.id, filled, customer.meta_data, settings);
}

/** Null when nothing was filled in: virtual goods, some pick-up flows. */
export function deliverToOf({ shipping, billing }: WooOrder): z.input<typeof Address> | null {
  const { phone: _phone, email: _email, ...where } = shipping;
  if (Object.values(where).every((text) => text.trim() === "")) return null;
  const receiver = shipping.company.trim() || joined(shipping.first_name, shipping.last_name);
  const buyer = billing.company.trim() || joined(billing.first_name, billing.last_name);
  return addressOf(shipping, receiver === buyer ? "" : receiver);
}
