import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { builtInTarget } from "#backoffice/order-target.ts";
import {
  add,
  amount,
  cents,
  divide,
  isPositive,
  isZero,
  multiply,
  subtract,
  text,
  type Amount,
} from "#domain/amount.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { insertRestoral, insertReversal, type NewReversal } from "#store/reversals.ts";
import type { Answer, ApiUnderTest } from "#api/testing/api-under-test.ts";
import { helmets, hours, type Office, type Seen } from "./office.ts";

/** What people, a shop and a payment provider may do to the books, in any order, and how often. */
const weights = {
  quote: 1,
  slip: 1,
  invoice: 1,
  convert: 6,
  issue: 2,
  delete: 1,
  pay: 4,
  shopPays: 4,
  credit: 2,
  creditDraft: 1,
  creditAndNew: 5,
  repay: 2,
  allocate: 2,
  takeBack: 1,
  chargeback: 2,
  restore: 1,
} as const;
type Act = keyof typeof weights;
const acts = Object.entries(weights).flatMap(([act, times]) => Array.from({ length: times }, () => act as Act));

export interface Step {
  readonly act: Act;
  /** Which of those it could be done to. */
  readonly pick: number;
  /** How much of it, in thousandths. */
  readonly share: number;
}

const anyStep = (act: fc.Arbitrary<Act>): fc.Arbitrary<Step> =>
  fc.record({
    act,
    pick: fc.nat(1000),
    share: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 1100 })),
  });

/** Something to act on first, then anything. */
export const anySteps = fc
  .tuple(
    fc.array(anyStep(fc.constantFrom("quote", "slip")), { minLength: 1, maxLength: 2 }),
    fc.array(anyStep(fc.constantFrom(...acts)), { minLength: 10, maxLength: 25 }),
  )
  .map(([first, then]) => [...first, ...then]);

interface ListedPayment {
  readonly id: string;
  readonly direction: "in" | "out";
  readonly source: string;
  readonly amount: string;
  readonly reversed: string;
  readonly remainder: string;
  readonly reversesId: string | null;
}

const thousand = amount("1000");
/** At least a cent of it. */
const shareOf = (whole: string, share: number): string => {
  const part = cents(divide(multiply(amount(whole), amount(String(share))), thousand));
  return text(isPositive(part) ? part : amount("0.01"));
};

export interface Books {
  documents(): Promise<Seen[]>;
  payments(): Promise<ListedPayment[]>;
  /** Does it where it can be done. What is refused is refused in words, and changes nothing. */
  take(step: Step): Promise<void>;
}

export function anyBooks(api: ApiUnderTest, office: Office): Books {
  const { administrationId } = office;
  const within = <T>(work: (trx: Transaction) => Promise<T>) => inAdministration(api.store.app, administrationId, work);
  const documents = async () => {
    const { items } = await office.ask<{ items: Seen[] }>(200, "GET", "/api/documents?limit=200");
    return items;
  };
  const payments = async () =>
    (await office.ask<{ items: ListedPayment[] }>(200, "GET", "/api/payments?limit=200")).items;
  const look = (id: string): Promise<Seen> => office.ask(200, "GET", `/api/documents/${id}`);
  const fine = (answer: Answer): Answer => {
    if (![200, 201, 409, 422].includes(answer.status)) throw new Error(`${answer.status}: ${answer.text}`);
    return answer;
  };
  const call = async (method: string, path: string, body?: unknown) => fine(await office.call(method, path, body));

  const issue = async (id: string): Promise<void> => {
    const answer = await call("POST", `/api/documents/${id}/issue`, {});
    if (answer.status !== 200) return;
    const { kind, totals, paidAmount } = answer.json as unknown as Seen;
    if (kind === "invoice" && totals["prepaidAmount"] !== paidAmount)
      throw new Error(`States ${totals["prepaidAmount"]} as paid before, and ${paidAmount} was`);
  };
  const fresh = async (kind: string, { share }: Step): Promise<void> => {
    const lines = [
      { ...helmets, quantity: "4", price: shareOf("57.77", share) },
      { ...hours, quantity: "3.5", price: "33.33", discountPercent: share % 2 === 0 ? "7.5" : "0" },
    ];
    const pricesIncludeTax = share % 3 === 0;
    await issue((await office.draft({ kind, lines, pricesIncludeTax })).id);
  };
  const against = async ({ id, amount: whole }: ListedPayment, sum: Amount): Promise<NewReversal> => ({
    id: randomUUID(),
    sourceKey: `mollie:${id}:${randomUUID()}`,
    reversesId: id,
    amount: cents(sum),
    currency: "EUR",
    method: whole === "" ? "" : "card",
    transactionId: "",
    at: "2026-11-21T12:00:00Z",
    reason: "chargeback",
    enteredBy: "",
  });

  const take = async (step: Step): Promise<void> => {
    const { act, pick, share } = step;
    if (act === "quote" || act === "invoice") return fresh(act, step);
    if (act === "slip") return fresh("orderSlip", step);
    const all = await documents();
    const one = (from: readonly Seen[]): Seen | undefined => from[pick % Math.max(from.length, 1)];
    const issued = all.filter(({ status }) => status !== "draft");
    const invoices = issued.filter(({ kind }) => kind === "invoice");
    const paid = await payments();
    const received = paid.filter(({ direction, reversesId }) => direction === "in" && reversesId === null);
    const payment = received[pick % Math.max(received.length, 1)];
    switch (act) {
      case "issue": {
        const draft = one(all.filter(({ status }) => status === "draft"));
        return draft && issue(draft.id);
      }
      case "delete": {
        const draft = one(all.filter(({ status }) => status === "draft"));
        return draft && void (await call("DELETE", `/api/documents/${draft.id}`));
      }
      case "convert": {
        const from = one(issued.filter(({ kind }) => kind === "quote" || kind === "orderSlip"));
        if (from === undefined) return;
        const to = share % 4 === 0 && from.kind === "quote" ? "orderSlip" : "invoice";
        const half = [{ position: 1 + (pick % 2), quantity: shareOf("3", share) }];
        const lines = share > 700 ? null : half;
        const draft = await call("POST", `/api/documents/${from.id}/convert`, { to, lines });
        if (draft.status === 201 && pick % 5 !== 0) await issue((draft.json as { id: string }).id);
        return;
      }
      case "pay": {
        const invoice = one(invoices);
        if (invoice === undefined || !isPositive(amount(invoice.openAmount))) return;
        const body = { date: "2026-01-05", method: "cash", amount: shareOf(invoice.openAmount, share) };
        return void (await call("POST", `/api/documents/${invoice.id}/payments`, {
          ...body,
          overpayment: share > 1000,
        }));
      }
      case "shopPays": {
        const document = one(issued.filter(({ kind }) => kind === "orderSlip" || kind === "invoice"));
        if (document === undefined) return;
        const { totals } = await look(document.id);
        const money = amount(shareOf(totals["taxInclusiveAmount"] ?? "0", share));
        return within(async (trx) => {
          const administration = await readAdministration(trx, administrationId);
          if (administration === null) throw new Error("The administration is gone");
          const seen = {
            sourceKey: `order:shop:${randomUUID()}`,
            amount: money,
            currency: "EUR",
            method: "bancontact",
          };
          const rest = { transactionId: "", paidAt: "2026-11-20T10:00:00Z", documentId: document.id };
          await builtInTarget(trx, administration, "2026-11-21")["payments.record"]([{ ...seen, ...rest }]);
        });
      }
      case "credit":
      case "creditDraft": {
        const invoice = one(invoices);
        if (invoice === undefined) return;
        const { version, totals } = await look(invoice.id);
        const part = { what: "amount", amount: shareOf(totals["taxInclusiveAmount"] ?? "0", share) };
        const lines = { what: "lines", lines: [{ position: 1, quantity: "1" }] };
        const wish = share === 1000 ? { what: "whole" } : share % 2 === 0 ? part : lines;
        return void (await call("POST", `/api/documents/${invoice.id}/credit`, {
          version,
          wish,
          asDraft: act !== "credit",
        }));
      }
      case "creditAndNew": {
        const invoice = one(invoices);
        if (invoice === undefined) return;
        const { version } = await look(invoice.id);
        const answer = await call("POST", `/api/documents/${invoice.id}/credit-and-new`, { version });
        if (answer.status === 201 && share > 500)
          await issue((answer.json as unknown as { draft: { id: string } }).draft.id);
        return;
      }
      case "repay": {
        const owed = one(invoices.filter(({ openAmount }) => openAmount.startsWith("-")));
        if (owed === undefined) return;
        const body = { date: "2026-01-05", method: "cash", amount: shareOf(owed.openAmount.slice(1), share) };
        return void (await call("POST", `/api/documents/${owed.id}/repayments`, body));
      }
      case "allocate": {
        const invoice = one(invoices);
        if (invoice === undefined || payment === undefined) return;
        return void (await call("POST", `/api/payments/${payment.id}/allocate`, { documentId: invoice.id }));
      }
      case "takeBack": {
        const byHand = paid.filter(
          ({ source, reversesId, reversed }) => source === "hand" && reversesId === null && isZero(amount(reversed)),
        );
        const given = byHand[pick % Math.max(byHand.length, 1)];
        return given && void (await call("DELETE", `/api/payments/${given.id}`, { reason: "vergissing" }));
      }
      case "chargeback": {
        if (payment?.source !== "shop") return;
        const left = subtract(amount(payment.amount), amount(payment.reversed));
        if (!isPositive(left)) return;
        // As a refund and a chargeback of the same money: more than came in.
        const sum = share > 1050 ? add(left, amount("5.00")) : amount(shareOf(text(left), Math.min(share, 1000)));
        const reversal = await against(payment, sum);
        return void (await within((trx) => insertReversal(trx, administrationId, reversal)));
      }
      case "restore": {
        const back = received.filter(({ source, reversed }) => source === "shop" && isPositive(amount(reversed)));
        const reversed = back[pick % Math.max(back.length, 1)];
        if (reversed === undefined) return;
        const restoral = await against(reversed, amount(shareOf(reversed.reversed, Math.min(share, 1000))));
        return void (await within((trx) => insertRestoral(trx, administrationId, restoral)));
      }
    }
  };
  return { documents, payments, take };
}
