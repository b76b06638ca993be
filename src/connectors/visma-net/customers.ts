import { z } from "zod";
import type { CreateOperation, Sought } from "#connect/connector.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import type { ErrorCode } from "#domain/error.ts";
import { anonymousBuyerName, normaliseEmail, type Address, Party } from "#domain/party.ts";
import { saidError } from "#domain/texts/said.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { linesWithin } from "./address-lines.ts";
import { counted, readAll, readChanges, type Changes } from "./paging.ts";
import type { Settings, Visma, VismaSettings } from "./settings.ts";
import { madeAt, wrapped } from "./wire.ts";

const Words = z.string().nullish();
const Contact = z.object({ name: Words, attention: Words, email: Words, phone1: Words }).nullish();
const Row = z.object({
  ...counted,
  number: z.string().min(1),
  name: Words,
  status: Words,
  mainAddress: z
    .object({
      addressLine1: Words,
      addressLine2: Words,
      postalCode: Words,
      city: Words,
      country: z.object({ id: Words }).nullish(),
    })
    .nullish(),
  mainContact: Contact,
  invoiceContact: Contact,
  deliveryContact: Contact,
  vatRegistrationId: Words,
  corporateId: Words,
});
type Row = z.output<typeof Row>;

const keyOf = ({ number }: Row): string => number;
const lean = { expandAccountInformation: false, expandPaymentMethods: false, expandDirectDebit: false };
const isInUse = ({ status }: Row): boolean => (status ?? "").toLowerCase() !== "inactive";
const plain = (written: string): string => written.replaceAll(/[^\p{L}\p{N}]/gu, "").toLowerCase();

const search = (visma: Visma, filter: Readonly<Record<string, string>>): Promise<Row[]> =>
  readAll(visma, { path: "v1/customer", row: Row, query: { ...filter, ...lean }, keyOf });

/** Asked as it was normalised and as it was written: whether their comparison minds capitals is not known. */
async function withEmail(visma: Visma, written: string): Promise<Row[]> {
  const email = normaliseEmail(written);
  const found = new Map<string, Row>();
  for (const asked of new Set([email, written.trim()])) {
    for (const row of await search(visma, { email: asked })) {
      const its = [row.mainContact, row.invoiceContact, row.deliveryContact].map((one) =>
        normaliseEmail(one?.email ?? ""),
      );
      if (isInUse(row) && its.includes(email)) found.set(row.number, row);
    }
    if (found.size > 0) break;
  }
  return [...found.values()];
}

async function withVatNumber(visma: Visma, vatRegistrationId: string): Promise<Row[]> {
  const rows = await search(visma, { vatRegistrationId });
  return rows.filter((row) => isInUse(row) && plain(row.vatRegistrationId ?? "") === plain(vatRegistrationId));
}

type Several = "says.severalEmail" | "says.severalVat" | "says.severalName";

/** The one there is. Which of several is meant only a person knows. */
function theOne(rows: readonly Row[], several: Several, code: ErrorCode): { readonly id: string } | null {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  if (others.length === 0) return { id: first.number };
  const numbers = rows.map(({ number }) => number).join(", ");
  throw saidError(code, textLater(several, { system: "Visma Net", many: String(rows.length), numbers }), {
    asksPerson: true,
    details: { refusal: "several", candidates: numbers },
  });
}

/** By e-mail address, over all contacts; a buyer whom nobody has by that, by VAT number: who orders for a company is not always the same. */
async function known(visma: Visma, { email, vatIdentifier }: Party, code: ErrorCode) {
  const byEmail =
    normaliseEmail(email) === "" ? null : theOne(await withEmail(visma, email), "says.severalEmail", code);
  if (byEmail !== null || vatIdentifier === "") return byEmail;
  return theOne(await withVatNumber(visma, vatIdentifier), "says.severalVat", code);
}

export async function findCustomer(
  visma: Visma,
  { buyer }: Input<"customers.find">,
): Promise<RawOutput<"customers.find">> {
  return known(visma, buyer, "document.rejected");
}

const nameOf = (buyer: Party): string => (buyer.name || buyer.contactName || anonymousBuyerName).slice(0, 255);

function addressOf(address: Address): Record<string, unknown> {
  const [addressLine1, addressLine2, addressLine3] = linesWithin(50, address.streetName, address.additionalStreetName);
  const { postalZone, cityName, countryCode } = address;
  return wrapped({
    ...{ addressLine1, addressLine2, addressLine3 },
    postalCode: postalZone.slice(0, 20),
    city: cityName.slice(0, 50),
    countryId: countryCode,
  });
}

function bodyOf(buyer: Party, { creditTerms, customerClass, classFound }: Settings): Record<string, unknown> {
  const address = addressOf(buyer.address);
  const contact = {
    name: buyer.contactName || nameOf(buyer),
    email: buyer.email.trim(),
    phone1: buyer.phone.slice(0, 50),
  };
  return wrapped({
    name: nameOf(buyer),
    customerClassId: customerClass || classFound,
    creditTermsId: creditTerms,
    vatRegistrationId: buyer.vatIdentifier,
    corporateId: buyer.legalRegistrationIdentifier,
    mainAddress: Object.keys(address).length === 0 ? undefined : address,
    mainContact: wrapped(contact),
  });
}

/**
 * What a first attempt may have made. By e-mail and VAT number when there is one of them; else, of those made since then, by name and place. Nothing here may be
 * taken for a refusal, which would say that nothing was made.
 */
async function findMade(visma: Visma, { input: { buyer }, secondsSinceFirst }: Sought<"customers.create">) {
  const code = "remote.conflict";
  if (normaliseEmail(buyer.email) !== "" || buyer.vatIdentifier !== "") return known(visma, buyer, code);
  const since = visma.now().subtract({ seconds: secondsSinceFirst }).toString();
  const list = { path: "v1/customer", row: Row, query: { name: nameOf(buyer), ...lean }, keyOf };
  const made: Row[] = [];
  let cursor: string | null = null;
  do {
    const page: Changes<Row> = await readChanges(visma, "createdDateTime", { modifiedSince: since, cursor }, list);
    made.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  const place = (address: { postalCode?: string | null | undefined } | null | undefined) =>
    plain(address?.postalCode ?? "");
  const same = made.filter(
    (row) => row.name === nameOf(buyer) && place(row.mainAddress) === plain(buyer.address.postalZone),
  );
  return theOne(same, "says.severalName", code);
}

export const createCustomer = ({
  visibleAfterSeconds,
}: Settings): CreateOperation<VismaSettings, "customers.create"> => ({
  repeat: "look-up",
  visibleAfterSeconds: Number(visibleAfterSeconds),
  find: (visma, _key, sought) => findMade(visma, sought),
  async run({ http, settings }, { buyer }) {
    const { headers } = await http.done({ method: "POST", path: "v1/customer", json: bodyOf(buyer, settings) });
    const [id = ""] = madeAt(headers, "Visma Net", 1);
    return { id };
  },
});

const sameName = (a: string, b: string): boolean => plain(a) === plain(b);

/** A private person is their own contact there. Here a contact makes a company of whoever has one. */
const contactOf = (contact: Row["mainContact"], name: string): string => {
  const said = (contact?.attention || contact?.name || "").trim();
  return sameName(said, name) ? "" : said;
};

function toParty({
  number,
  name,
  mainContact,
  mainAddress,
  vatRegistrationId,
  corporateId,
}: Row): z.input<typeof Party> {
  const country = (mainAddress?.country?.id ?? "").toUpperCase();
  return {
    externalId: number,
    name: name ?? "",
    contactName: contactOf(mainContact, name ?? ""),
    email: mainContact?.email ?? "",
    phone: mainContact?.phone1 ?? "",
    language: null,
    vatIdentifier: (vatRegistrationId ?? "").replaceAll(/[\s.]/g, "").toUpperCase(),
    legalRegistrationIdentifier: corporateId ?? "",
    address: {
      streetName: mainAddress?.addressLine1 ?? "",
      additionalStreetName: mainAddress?.addressLine2 ?? "",
      cityName: mainAddress?.city ?? "",
      postalZone: mainAddress?.postalCode ?? "",
      countryCode: /^[A-Z]{2}$/.test(country) ? country : "",
    },
  };
}

export async function listCustomers(
  visma: Visma,
  input: Input<"customers.list">,
): Promise<RawOutput<"customers.list">> {
  const list = { path: "v1/customer", row: Row, query: lean, keyOf };
  const { rows, ...place } = await readChanges(visma, "lastModifiedDateTime", input, list);
  return { items: rows.filter(isInUse).map(toParty), ...place };
}
