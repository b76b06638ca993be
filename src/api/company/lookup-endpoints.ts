import { z } from "zod";
import { asHubError, HubError } from "#domain/error.ts";
import { compactVatIdentifier, countryOfVatIdentifier, isVatIdentifierForm } from "#domain/identifiers.ts";
import { Address } from "#domain/party.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { isUnionCountry } from "#domain/vat.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { isAnyUser } from "#store/users.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { isFromThisMachine, isSetUpCode } from "#api/users/set-up-code.ts";
import type { FoundCompany } from "./company-lookup.ts";

const VatPlace = z.object({ vatNumber: z.string().min(1).max(40) });

const FoundShape = z
  .object({
    vatIdentifier: z.string(),
    country: z.string(),
    valid: z.boolean().meta({ description: "Registered, as VIES says today" }),
    name: z.string().meta({ description: "Empty when the member state does not tell" }),
    address: Address.meta({ description: "Split where its form is known; else whole in streetName" }),
    requestDate: z.string(),
    consultationNumber: z.string().meta({ description: "Proof of having asked; empty without our own VAT number" }),
  })
  .meta({ id: "FoundCompany" });

/** Check digits first: VIES is asked only what may exist. */
function requireNumber(given: string, language: TextLanguage): string {
  const vatIdentifier = compactVatIdentifier(given);
  if (!isUnionCountry(vatIdentifier.slice(0, 2)))
    throw refuseFields([{ field: "vatNumber", message: textOf("company.notInVies", language) }]);
  if (!isVatIdentifierForm(vatIdentifier))
    throw refuseFields([{ field: "vatNumber", message: textOf("contact.vat", language) }]);
  return vatIdentifier;
}

async function find(
  { companies }: ApiContext,
  given: string,
  requester: string,
  { language, signal }: { readonly language: TextLanguage; readonly signal: AbortSignal },
): Promise<z.input<typeof FoundShape>> {
  const vatIdentifier = requireNumber(given, language);
  let found: FoundCompany | null;
  try {
    found = await companies.find(vatIdentifier, requester, signal);
  } catch (thrown) {
    const error = asHubError(thrown);
    if (error.code !== "remote.unavailable") throw thrown;
    const details = { field: "vatNumber" };
    throw new HubError("remote.unavailable", textOf("company.viesSilent", language), { cause: thrown, details });
  }
  if (found === null) throw refuseFields([{ field: "vatNumber", message: textOf("contact.vat", language) }]);
  return { ...found, vatIdentifier, country: countryOfVatIdentifier(vatIdentifier), address: { ...found.address } };
}

export const findCompanyEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/companies/:vatNumber",
  summary: "A company by its VAT number, as VIES knows it today",
  permission: "company.read",
  params: VatPlace,
  answer: FoundShape,
  errors: ["remote.unavailable"],
  async handle(context, call) {
    const { administrationId, params } = call;
    const administration = await inAdministration(context.store.app, administrationId, (trx) =>
      readAdministration(trx, administrationId),
    );
    return find(context, params.vatNumber, administration?.vatIdentifier ?? "", call);
  },
});

/** For whoever may make the first user, and only until there is one. */
export const findCompanyAtSetUpEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/setup/companies/:vatNumber",
  summary: "The same before there is a user, to fill in the first company",
  permission: null,
  scope: "public",
  params: VatPlace,
  query: z.object({
    code: z.string().max(100).optional().meta({ description: "The set-up code, as for POST /api/setup" }),
  }),
  answer: FoundShape,
  errors: ["remote.unavailable", "set_up.code_needed", "set_up.done"],
  async handle(context, call) {
    const { store, publicUrl } = context;
    if (await isAnyUser(store.hub)) throw new RequestRefused("set_up.done", "This hub has users; sign in");
    if (!isFromThisMachine(call.request, publicUrl) && !isSetUpCode(store.key, call.query.code ?? ""))
      throw new RequestRefused("set_up.code_needed", "Send the code that the server prints when it starts");
    return find(context, call.params.vatNumber, "", call);
  },
});
