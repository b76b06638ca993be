import { randomUUID } from "node:crypto";
import { z } from "zod";
import { payAddresses } from "#backoffice/pay-address.ts";
import { allocateRemainder, recordByHand, repayByHand, reverseByHand } from "#backoffice/payments.ts";
import { amount, AmountText, cents, compare, text } from "#domain/amount.ts";
import { handMethods } from "#domain/payment-methods.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { balancesOf, type Balance } from "#store/document-balance.ts";
import { readDocuments } from "#store/documents.ts";
import { methodsInUse, readPayments, type PaymentRow } from "#store/payments.ts";
import { atDesk, type Desk } from "./documents/document-page.ts";
import { doneOr } from "./documents/refusal.ts";
import { defineEndpoint } from "./endpoint.ts";
import { RequestRefused } from "./problem.ts";
import { AmountShape, Instant } from "./shapes.ts";

export const PaymentShape = z
  .object({
    id: z.string(),
    /** `out`: a refund, a chargeback, or a correction. */
    direction: z.enum(["in", "out"]),
    source: z.enum(["hand", "shop", "provider"]),
    amount: AmountShape,
    currency: z.string(),
    method: z.string().meta({ description: "What a person entered, or the code of the provider or shop" }),
    account: z
      .object({ kind: z.enum(["cash", "bank", "connection"]), name: z.string() })
      .nullable()
      .meta({
        description: "Where the money came in or left: the cash register, an IBAN, a provider or shop by its name",
      }),
    transactionId: z.string(),
    paidAt: Instant,
    movedFrom: Instant.nullable().meta({ description: "When the money really moved, where that day was closed" }),
    reason: z.string(),
    enteredBy: z.string(),
    reversesId: z.string().nullable(),
    reversed: AmountShape.meta({ description: "What was taken back of it" }),
    remainder: AmountShape.meta({ description: "What of it is for no document: paid twice, or too much" }),
    allocations: z.array(z.object({ documentId: z.string(), number: z.string(), amount: AmountShape })),
  })
  .meta({ id: "Payment" });

const sourceOf = (sourceKey: string): z.output<typeof PaymentShape>["source"] => {
  if (/^(hand|reversal):/.test(sourceKey)) return "hand";
  return /^(order|refund):/.test(sourceKey) ? "shop" : "provider";
};

const paymentOf = ({ sourceKey, allocations, ...row }: PaymentRow): z.input<typeof PaymentShape> => ({
  ...row,
  allocations: allocations.map((one) => ({ ...one, amount: text(cents(one.amount)) })),
  source: sourceOf(sourceKey),
  amount: text(cents(row.amount)),
  reversed: text(cents(row.reversed)),
  remainder: text(cents(row.remainder)),
});

export const BalanceShape = z
  .object({ payable: AmountShape, paid: AmountShape, credited: AmountShape, open: AmountShape, currency: z.string() })
  .meta({ id: "Balance" });

const balanceOf = ({ payable, paid, credited, open, currency }: Balance): z.input<typeof BalanceShape> => ({
  payable: text(cents(payable)),
  paid: text(cents(paid)),
  credited: text(cents(credited)),
  open: text(cents(open)),
  currency,
});

const Cursor = z
  .string()
  .refine((given) => {
    const [at = "", id] = given.split(/~(.*)/s);
    return z.iso.datetime({ offset: true }).safeParse(at).success && z.uuid().safeParse(id).success;
  }, textLater("given.cursor"))
  .optional();

export const listPaymentsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/payments",
  summary: "Payments in and out, newest first, with what they pay",
  permission: "payments.read",
  query: z.object({
    documentId: z.uuid().optional(),
    direction: z.enum(["in", "out"]).optional(),
    method: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .meta({ description: "One or more ways to pay, as GET /api/payment-methods calls them" }),
    unallocated: z
      .enum(["true", "false"])
      .optional()
      .meta({ description: "true: only those with money for no document" }),
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: Cursor,
  }),
  answer: z.object({ items: z.array(PaymentShape), next: z.string().nullable() }),
  errors: [],
  async handle({ store }, { administrationId, query: { after, unallocated, method, ...filter } }) {
    const [paidAt = "", id = ""] = after?.split("~") ?? [];
    const rows = await inAdministration(store.app, administrationId, (trx) =>
      readPayments(trx, administrationId, {
        ...filter,
        unallocated: unallocated === "true",
        methods: typeof method === "string" ? [method] : method,
        after: after === undefined ? undefined : { paidAt, id },
      }),
    );
    const last = rows.at(-1);
    const next = last === undefined || rows.length < filter.limit ? null : `${last.paidAt}~${last.id}`;
    return { items: rows.map(paymentOf), next };
  },
});

export const listPaymentMethodsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/payment-methods",
  summary: "Codes of the ways in which anything was paid so far",
  permission: "payments.read",
  answer: z.object({ items: z.array(z.string()) }),
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      items: await methodsInUse(trx, administrationId),
    })),
});

const DocumentPlace = z.object({ documentId: z.uuid() });
const PaymentPlace = z.object({ paymentId: z.uuid() });

const Booked = z.object({ payment: PaymentShape, balance: BalanceShape.nullable() });

async function bookedOf(
  trx: Transaction,
  administrationId: string,
  paymentId: string,
  documentId: string | null,
): Promise<z.input<typeof Booked>> {
  const [row] = await readPayments(trx, administrationId, { ids: [paymentId], limit: 1 });
  if (row === undefined) throw new RequestRefused("request.not_found", "There is no such payment");
  const [balance] = await balancesOf(trx, documentId === null ? [] : [documentId]);
  return { payment: paymentOf(row), balance: balance === undefined ? null : balanceOf(balance) };
}

const mostMoney = amount("999999999.99");

/** A positive amount of money in whole cents, as large as a document may come to. */
const Money = AmountText.refine(
  (amount) => compare(cents(amount), amount) === 0,
  textLater("given.decimals", { limit: 2 }),
).refine((amount) => compare(amount, mostMoney) <= 0, textLater("given.most", { limit: 999_999_999.99 }));

const HandEntry = z.object({
  amount: Money,
  date: z.iso.date(),
  method: z.enum(handMethods),
  /** Sent again with the same key, it is booked once. */
  key: z.uuid().optional(),
});

/** As the books take it, by who entered it. */
const handOf = ({ key = randomUUID(), ...entry }: z.output<typeof HandEntry>, { caller, today }: Desk) => ({
  ...entry,
  key,
  enteredBy: caller.name,
  today,
});

export const createPaymentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/payments",
  summary: "Enter a payment by hand; more than is open only when overpayment is true",
  permission: "payments.manage",
  act: { action: "document.pay", subject: "document", says: ["amount", "date", "method", "overpayment"] },
  params: DocumentPlace,
  body: HandEntry.extend({ overpayment: z.boolean().default(false) }),
  status: 201,
  answer: Booked,
  errors: ["request.not_found", "document.invalid"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, reader } = desk;
      const { documentId } = call.params;
      await requireDocument(trx, documentId);
      const { overpayment, ...entry } = call.body;
      const made = await recordByHand(trx, administration.id, documentId, handOf(entry, desk), overpayment);
      return bookedOf(trx, administration.id, doneOr(made, reader).id, documentId);
    }),
});

export const createRepaymentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/documents/:documentId/repayments",
  summary: "Enter money that was given back of what was paid on a document: at most what is owed back",
  permission: "payments.manage",
  act: { action: "document.repay", subject: "document", says: ["amount", "date", "method"] },
  params: DocumentPlace,
  body: HandEntry,
  status: 201,
  answer: Booked,
  errors: ["request.not_found", "document.invalid"],
  handle: (context, call) =>
    atDesk(context, call, async (desk) => {
      const { trx, administration, reader } = desk;
      const { documentId } = call.params;
      await requireDocument(trx, documentId);
      const made = await repayByHand(trx, administration.id, documentId, handOf(call.body, desk));
      return bookedOf(trx, administration.id, doneOr(made, reader).id, documentId);
    }),
});

export const deletePaymentEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/payments/:paymentId",
  summary: "Take back a payment or repayment that was entered by hand: it stays, with a row against it",
  permission: "payments.manage",
  act: { action: "payment.reverse", subject: "payment", says: ["reason"] },
  params: PaymentPlace,
  body: z.object({ reason: z.string().trim().min(1).max(500) }),
  answer: Booked,
  errors: ["request.not_found", "document.invalid"],
  handle: ({ store, now }, { administrationId, params: { paymentId }, body: { reason }, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requirePayment(trx, administrationId, paymentId);
      await reverseByHand(trx, administrationId, paymentId, { reason, by: caller.name, at: now().toString() });
      return bookedOf(trx, administrationId, paymentId, null);
    }),
});

export const allocatePaymentEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/payments/:paymentId/allocate",
  summary:
    "Give what is left of a payment, or a part of it, to an open document: what is for no document, and what is owed back on others",
  permission: "payments.manage",
  act: { action: "payment.allocate", subject: "payment", says: ["documentId", "amount"] },
  params: PaymentPlace,
  body: z.object({ documentId: z.uuid(), amount: Money.optional() }),
  answer: Booked,
  errors: ["request.not_found", "document.invalid"],
  handle: (context, call) =>
    atDesk(context, call, async ({ trx, administration, reader }) => {
      const { paymentId } = call.params;
      const { documentId, amount } = call.body;
      await requirePayment(trx, administration.id, paymentId);
      await requireDocument(trx, documentId);
      doneOr(await allocateRemainder(trx, administration.id, paymentId, documentId, amount ?? null), reader);
      return bookedOf(trx, administration.id, paymentId, documentId);
    }),
});

export const getPayLinkEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/documents/:documentId/pay-link",
  summary: "Where a customer pays this document online, and what is open on it",
  permission: "payments.read",
  params: DocumentPlace,
  answer: z.object({
    url: z.string().nullable().meta({ description: "Null when nothing is due, or no payment provider is active" }),
    balance: BalanceShape,
  }),
  errors: ["request.not_found"],
  handle: ({ store, publicUrl }, { administrationId, params: { documentId } }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const [document] = await readDocuments(trx, administrationId, { ids: [documentId], limit: 1 });
      const balance = await requireDocument(trx, documentId);
      const url = document === undefined ? null : await payAddresses(publicUrl)(trx, administrationId, document);
      return { url, balance: balanceOf(balance) };
    }),
});

async function requireDocument(trx: Transaction, documentId: string): Promise<Balance> {
  const [balance] = await balancesOf(trx, [documentId]);
  if (balance === undefined) throw new RequestRefused("request.not_found", "There is no such document");
  return balance;
}

async function requirePayment(trx: Transaction, administrationId: string, paymentId: string): Promise<void> {
  const [payment] = await readPayments(trx, administrationId, { ids: [paymentId], limit: 1 });
  if (payment === undefined) throw new RequestRefused("request.not_found", "There is no such payment");
}
