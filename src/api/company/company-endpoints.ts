import { isValidIBAN } from "ibantools";
import { z } from "zod";
import { isBelgianEnterpriseNumber } from "#domain/identifiers.ts";
import { Address, Language } from "#domain/party.ts";
import { isCountry } from "#domain/countries.ts";
import { isGtin } from "#domain/item-content.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { readCompany, updateCompany, type Company } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { NewAdministration, withRegisterNumber } from "#api/administration-endpoints.ts";
import { changedMeanwhile, standsInTheWay } from "#api/conflict.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";

const CompanyShape = z
  .object({
    id: z.string(),
    name: z.string(),
    country: z.string(),
    language: Language,
    timeZone: z.string(),
    currency: z.string(),
    vatIdentifier: z.string(),
    legalRegistrationIdentifier: z.string(),
    email: z.string(),
    phone: z.string(),
    iban: z.string(),
    address: Address,
    paymentTermDays: z.int(),
    gln: z.string().meta({ description: "By which trading partners know it; empty: none" }),
    version: z.int().meta({ description: "Send it back when saving" }),
    changedAt: Instant,
    changedBy: z.string(),
    countryIsFixed: z.boolean().meta({ description: "There are documents: the country stays" }),
  })
  .meta({ id: "Company" });

async function companyOf(trx: Transaction, id: string): Promise<Company> {
  const company = await readCompany(trx, id);
  if (company === null) throw new RequestRefused("request.not_found", "There is no such administration");
  return company;
}

const shapeOf = ({ hasDocuments, ...company }: Company): z.input<typeof CompanyShape> => ({
  ...company,
  address: Address.parse(company.address),
  countryIsFixed: hasDocuments,
});

type Given = z.output<typeof NewAdministration>;

/** Belgian enterprise numbers have check digits; a KvK number has only its length. Elsewhere anything goes. */
function registerFault({
  country,
  legalRegistrationIdentifier,
}: Given): "company.enterpriseNumber" | "company.kvk" | null {
  const digits = legalRegistrationIdentifier.replaceAll(/[\s.-]/g, "");
  if (digits === "") return null;
  if (country === "BE")
    return isBelgianEnterpriseNumber(digits.replace(/^BE/i, "")) ? null : "company.enterpriseNumber";
  return country !== "NL" || /^\d{8}$/.test(digits) ? null : "company.kvk";
}

function requireRight(given: Given, language: TextLanguage): void {
  const faults = [];
  if (!isCountry(given.country)) faults.push({ field: "country", message: textOf("contact.country", language) });
  if (given.address.countryCode !== "" && !isCountry(given.address.countryCode))
    faults.push({ field: "address.countryCode", message: textOf("contact.country", language) });
  if (given.iban !== "" && !isValidIBAN(given.iban))
    faults.push({ field: "iban", message: textOf("style.iban", language) });
  const register = registerFault(given);
  if (register !== null) faults.push({ field: "legalRegistrationIdentifier", message: textOf(register, language) });
  if (faults.length > 0) throw refuseFields(faults);
}

export const getCompanyEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/administration",
  summary: "The company as it stands on its documents",
  permission: "company.read",
  answer: CompanyShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => shapeOf(await companyOf(trx, administrationId))),
});

export const putCompanyEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/administration",
  summary:
    "Save the company, unless somebody else did since it was read. Documents that were issued keep what they say",
  permission: "company.manage",
  act: { action: "company.save", subject: "company", says: ["version"] },
  body: NewAdministration.extend({
    gln: z
      .string()
      .transform((gln) => gln.replaceAll(/[\s.-]/g, ""))
      .refine((gln) => gln === "" || (gln.length === 13 && isGtin(gln)), textLater("given.gln"))
      .optional()
      .meta({ description: "Left out: stays as it is" }),
    version: z.int().min(1),
  }),
  answer: CompanyShape,
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now }, { administrationId, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const { version, ...given } = body;
      const before = await companyOf(trx, administrationId);
      requireRight(given, language);
      if (before.hasDocuments && given.country !== before.country) {
        const country = new Intl.DisplayNames(language, { type: "region" }).of(before.country) ?? before.country;
        throw standsInTheWay("country", textOf("company.country", language, { country }));
      }
      const saved = await updateCompany(
        trx,
        { ...withRegisterNumber(given), id: administrationId },
        { version, by: caller.name },
      );
      if (!saved)
        throw changedMeanwhile(
          await companyOf(trx, administrationId),
          await readerOf(trx, administrationId, language, now()),
        );
      return shapeOf(await companyOf(trx, administrationId));
    }),
});
