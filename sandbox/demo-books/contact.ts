import { optional, refuseUnknown, text, type Fields } from "./fields.ts";
import { invalid } from "./refusals.ts";

export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly vatNumber: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  /** Only of a contact that was made in the mode look-up. */ readonly reference?: string;
}

const known = ["name", "email", "vatNumber", "street", "postalCode", "city", "country"];

/** Fields that were left out are empty texts in the answer. */
export function contactOf(given: Fields, hasReference: boolean): Contact {
  refuseUnknown(given, hasReference ? [...known, "reference"] : known);
  const { country } = given;
  if (country !== undefined && !(typeof country === "string" && /^[A-Z]{2}$/.test(country))) {
    throw invalid("country", "country is two capitals");
  }
  return {
    name: text(given["name"], "name", 1, 200),
    email: optional(given["email"], "email", 200),
    vatNumber: optional(given["vatNumber"], "vatNumber", 20),
    street: optional(given["street"], "street", 200),
    postalCode: optional(given["postalCode"], "postalCode", 200),
    city: optional(given["city"], "city", 200),
    country: country ?? "",
    ...(hasReference ? { reference: optional(given["reference"], "reference", 64) } : {}),
  };
}
