/** Asks the stand-in over HTTP, every time on a connection of its own. */
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";
import type { DemoBooks } from "#sandbox/demo-books/stand-in.ts";

export type Caller = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export const callerOf =
  (books: DemoBooks, key = books.key): Caller =>
  (method, path, body, headers = {}) =>
    ask(`${books.url}/api/v1/${path}`, {
      method,
      headers: { Authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });

export const person = { name: "Bakkerij Peeters", email: "info@peeters.example.be" };

export interface Made {
  readonly id: string;
  readonly number: string;
}

export async function makeContact(call: Caller, given: object = {}): Promise<string> {
  const { status, body, text } = await call("POST", "contacts", { ...person, ...given });
  if (status !== 201) throw new Error(text);
  return (body as Made).id;
}

/** € 100 at 21 % and € 10.50 at 6 %, a cent rounded off. */
export const invoice = (contactId: string, given: object = {}): Record<string, unknown> => ({
  kind: "invoice",
  contactId,
  date: "2026-11-02",
  currency: "EUR",
  orderNumber: "1001",
  corrects: null,
  lines: [
    {
      description: "Fietsbel",
      quantity: "2",
      unitPrice: "50.000000",
      netAmount: "100.00",
      vatCategory: "S",
      vatRate: "21.00",
    },
    { description: "Brood", quantity: "3", unitPrice: "3.5", netAmount: "10.5", vatCategory: "S", vatRate: "6" },
  ],
  vat: [
    { vatCategory: "S", vatRate: "21", taxableAmount: "100.00", taxAmount: "21.00" },
    { vatCategory: "S", vatRate: "6", taxableAmount: "10.50", taxAmount: "0.63" },
  ],
  totals: { net: "110.50", vat: "21.63", gross: "132.13", rounding: "0.02", payable: "132.15" },
  ...given,
});

export const errorOf = ({ body }: Answer): { code: string; field: string | null; message: string } =>
  (body as { error: { code: string; field: string | null; message: string } }).error;
export const itemsOf = ({ body }: Answer): Record<string, unknown>[] =>
  (body as { items: Record<string, unknown>[] }).items;
