import type { z } from "zod";
import type { CreateOperation, Session } from "#connect/connector.ts";
import type { Answer, HttpRequest } from "#connect/http.ts";
import type { CreateName, Input, RawOutput } from "#connect/operations.ts";
import { add, cents, divide, negate, round, text, type Amount } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { hasMoney, type DocumentDraft } from "#domain/document.ts";
import { HubError } from "#domain/error.ts";
import { anonymousBuyerName } from "#domain/party.ts";
import { BooksDocument, BooksItem, Contact, listOf, Refusal, type BooksSettings } from "./schema.ts";

type Books = Session<BooksSettings>;

/** A write goes on for at most this long after its caller is gone. */
const writesEndAfterSeconds = 5;

/** A refusal in the package's own words. */
export function errorOf(answer: Answer): HubError | null {
  if (answer.status !== 409 && answer.status !== 422) return null;
  let body: unknown;
  try {
    body = JSON.parse(answer.body);
  } catch {
    return null;
  }
  const refusal = Refusal.safeParse(body).data?.error;
  if (refusal === undefined) return null;
  const { code, field, message } = refusal;
  const details = { status: String(answer.status), refusal: code, ...(field !== null && { field }) };
  const where = field === null ? message : `${field}: ${message}`;
  return new HubError(answer.status === 409 ? "remote.conflict" : "document.rejected", where, { details });
}

/** How a create of this account is repeated: as its check found out. */
function creating<N extends CreateName, Made extends z.ZodType<RawOutput<N>>>(
  path: "contacts" | "documents",
  made: Made,
  bodyFor: (input: Input<N>, settings: z.output<BooksSettings>) => Readonly<Record<string, unknown>>,
): (settings: z.output<BooksSettings>) => CreateOperation<BooksSettings, N> {
  const post = ({ http }: Books, json: unknown, headers: HttpRequest["headers"] = {}) =>
    http.json({ method: "POST", path, headers, json }, made) as Promise<RawOutput<N>>;
  return (settings) => {
    const { repeats, keyHours, indexSeconds } = settings;
    const bodyOf = (input: Input<N>) => bodyFor(input, settings);
    if (repeats === "idempotency-key") {
      return {
        repeat: "vendor-key",
        keptSeconds: keyHours * 3600,
        run: (session, input, key) => post(session, bodyOf(input), { "idempotency-key": key }),
      };
    }
    if (repeats === "neither") return { repeat: "none", run: (session, input) => post(session, bodyOf(input)) };
    return {
      repeat: "look-up",
      visibleAfterSeconds: writesEndAfterSeconds + indexSeconds,
      run: (session, input, key) => post(session, { ...bodyOf(input), reference: key }),
      async find({ http }, key) {
        const { items } = await http.json({ method: "GET", path, query: { reference: key } }, listOf(made));
        return (items[0] as RawOutput<N> | undefined) ?? null;
      },
    };
  };
}

export const createCustomer = creating<"customers.create", typeof Contact>("contacts", Contact, ({ buyer }) => {
  const { address, email, vatIdentifier } = buyer;
  return {
    name: (buyer.name || buyer.contactName || anonymousBuyerName).slice(0, 200),
    email: email.slice(0, 200),
    vatNumber: vatIdentifier.slice(0, 20),
    street: [address.streetName, address.additionalStreetName].filter(Boolean).join(", ").slice(0, 200),
    postalCode: address.postalZone.slice(0, 200),
    city: address.cityName.slice(0, 200),
    country: address.countryCode || "BE",
  };
});

/** The oldest with this address: the package itself does not prevent a second one. */
export async function findCustomer(
  { http }: Books,
  { buyer }: Input<"customers.find">,
): Promise<RawOutput<"customers.find">> {
  if (buyer.email.trim() === "") return null;
  const query = { email: buyer.email };
  const { items } = await http.json({ method: "GET", path: "contacts", query }, listOf(Contact));
  return items[0] ?? null;
}

export async function findItems(
  { http }: Books,
  { codes }: Input<"products.find">,
): Promise<RawOutput<"products.find">> {
  const query = { codes: JSON.stringify(codes) };
  const { items } = await http.json({ method: "GET", path: "items", query }, listOf(BooksItem));
  const nothing = { price: null, pricesIncludeTax: null, stock: null, vatRate: null, modifiedAt: null } as const;
  return {
    items: items.map(({ id, code, name }) => ({ ...nothing, externalId: id, sellersItemIdentifier: code, name })),
  };
}

export const createDocument = creating<"documents.create", typeof BooksDocument>(
  "documents",
  BooksDocument,
  (input, { asksCodes }) => {
    const { draft, issueDate, customerId, corrects, codes } = input;
    const { totals, vat } = draft;
    const lines = linesOf(draft);
    if (asksCodes && codes.length < lines.length)
      throw new HubError("document.invalid", "Not every line has a code of the package");
    return {
      kind: kinds[draft.kind] ?? "invoice",
      contactId: customerId,
      date: issueDate,
      currency: draft.currency,
      orderNumber: draft.orderReference.slice(0, 100),
      corrects,
      lines: asksCodes ? lines.map((line, index) => ({ ...line, ...codes[index] })) : lines,
      ...(asksCodes && { roundingItem: codes[lines.length]?.item ?? null }),
      vat: vat.map(({ vatCategory, vatRate, taxableAmount, taxAmount }) => ({
        vatCategory,
        vatRate: text(vatRate),
        taxableAmount: money(taxableAmount),
        taxAmount: money(taxAmount),
      })),
      totals: {
        net: money(totals.taxExclusiveAmount),
        vat: money(totals.taxAmount),
        gross: money(totals.taxInclusiveAmount),
        rounding: money(totals.payableRoundingAmount),
        // What was paid before is no discount: the package books the whole of it.
        payable: money(add(totals.taxInclusiveAmount, totals.payableRoundingAmount)),
      },
    };
  },
);

const kinds: Readonly<Partial<Record<DocumentKind, string>>> = { creditNote: "creditNote", orderSlip: "order" };

const money = (value: Amount): string => text(cents(value));

/** At most six decimals; what counts is the net amount beside it. */
const price = (value: Amount): string => text(round(value, 6));

/** Allowances and charges on the whole document are lines of their own: the package has no others. */
function linesOf({ lines, allowanceCharges }: DocumentDraft): Readonly<Record<string, string>>[] {
  return [
    ...lines.filter(hasMoney).map((line) => ({
      description: (line.itemName || line.description || "-").slice(0, 500),
      quantity: price(line.quantity),
      unitPrice: price(divide(line.netPrice, line.baseQuantity)),
      netAmount: money(line.lineNetAmount),
      vatCategory: line.vatCategory,
      vatRate: text(line.vatRate),
    })),
    ...allowanceCharges.map(({ kind, amount, reason, vatCategory, vatRate }) => {
      const netAmount = money(kind === "allowance" ? negate(amount) : amount);
      const description = (reason || kind).slice(0, 500);
      return { description, quantity: "1", unitPrice: netAmount, netAmount, vatCategory, vatRate: text(vatRate) };
    }),
  ];
}
