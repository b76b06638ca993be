import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { Address, Language } from "#domain/party.ts";
import { compactIdentifier, enterpriseNumberOf, isVatIdentifierForm } from "#domain/identifiers.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { insertAdministration } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { insertMembership } from "#store/memberships.ts";

import { defineEndpoint, type ApiStore } from "./endpoint.ts";

const isTimeZone = (name: string): boolean => Intl.supportedValuesOf("timeZone").includes(name) || name === "UTC";

/** What a company is to start with. */
export const NewAdministration = z.object({
  name: z.string().trim().min(1).max(200),
  country: z.string().regex(/^[A-Z]{2}$/, textLater("given.countryCode")),
  language: Language.default("nl"),
  timeZone: z.string().default("Europe/Brussels").refine(isTimeZone, textLater("given.timeZone")),
  vatIdentifier: z
    .string()
    .transform(compactIdentifier)
    .refine((vat) => vat === "" || isVatIdentifierForm(vat), textLater("contact.vat"))
    .default(""),
  legalRegistrationIdentifier: z.string().trim().max(40).default(""),
  email: z.union([z.email(), z.literal("")], textLater("given.email")).default(""),
  phone: z.string().trim().max(40).default(""),
  iban: z.string().transform(compactIdentifier).pipe(z.string().max(34)).default(""),
  address: Address,
  paymentTermDays: z.int().min(0).max(365).default(14),
});

/** The register number of a Belgian company is in its VAT number: nobody has to type it twice. */
export const withRegisterNumber = (fields: z.output<typeof NewAdministration>): z.output<typeof NewAdministration> =>
  fields.legalRegistrationIdentifier === "" && fields.country === "BE"
    ? { ...fields, legalRegistrationIdentifier: enterpriseNumberOf(fields.vatIdentifier) }
    : fields;

/** A company's books, with their owner when a person makes them. Returns their id. */
export async function makeAdministration(
  { app }: Pick<ApiStore, "app">,
  fields: z.output<typeof NewAdministration>,
  ownerId: string | null,
): Promise<string> {
  const id = newId();
  await inAdministration(app, id, async (trx) => {
    await insertAdministration(trx, { ...withRegisterNumber(fields), id, currency: "EUR" });
    if (ownerId !== null) await insertMembership(trx, id, ownerId, "owner");
  });
  return id;
}

export const createAdministrationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/administrations",
  summary: "Add a company's books to this hub; a person who does so owns them",
  permission: "hub.manage",
  act: { action: "company.add", subject: "company", isTold: true, says: ["name"] },
  scope: "hub",
  body: NewAdministration,
  status: 201,
  answer: z.object({ id: z.string() }),
  errors: [],
  async handle({ store }, { body, caller, tell }) {
    const id = await makeAdministration(store, body, caller.userId);
    tell({ id });
    return { id };
  },
});
