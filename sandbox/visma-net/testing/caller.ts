/** Asks the stand-in over HTTP, every time on a connection of its own, with a token of its own. */
import { amount } from "#domain/amount.ts";
import { financeScopes, salesOrderScopes } from "#sandbox/visma-net/access.ts";
import type { VismaNet } from "#sandbox/visma-net/stand-in.ts";
import { ask, type Answer } from "#sandbox/woocommerce/asking.ts";

export type Headers = Readonly<Record<string, string>>;
export type Caller = (method: string, path: string, body?: unknown, headers?: Headers) => Promise<Answer>;

export function askToken(visma: VismaNet, given: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const form = {
    grant_type: "client_credentials",
    client_id: visma.client.id,
    client_secret: visma.client.secret,
    scope: [...financeScopes, ...salesOrderScopes].join(" "),
    tenant_id: visma.tenants.company,
    ...given,
  };
  const headers = { "Content-Type": "application/x-www-form-urlencoded" };
  const body = new URLSearchParams(form).toString();
  return ask(`${visma.urls.connect}/connect/token`, { method: "POST", headers, body });
}

export async function tokenOf(visma: VismaNet, given: Readonly<Record<string, string>> = {}): Promise<string> {
  const { status, body, text } = await askToken(visma, given);
  if (status !== 200) throw new Error(text);
  return (body as { access_token: string }).access_token;
}

const callerOf =
  (url: string, token: string): Caller =>
  (method, path, body, headers = {}) =>
    ask(`${url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body }),
    });

export async function callersOf(visma: VismaNet, given: Readonly<Record<string, string>> = {}) {
  const token = await tokenOf(visma, given);
  return { finance: callerOf(visma.urls.finance, token), orders: callerOf(visma.urls.salesOrder, token), token };
}

export const messageOf = ({ body }: Answer): string => (body as { Message: string }).Message;
export const rowsOf = ({ body }: Answer): Record<string, any>[] => body as Record<string, any>[];
export const pageOf = ({ body }: Answer) =>
  body as { value: Record<string, any>[]; totalCount: number; nextPage: string | null };
export const errorsOf = ({ body }: Answer): Record<string, string[]> =>
  (body as { errors: Record<string, string[]> }).errors;

export const wrapped = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));

export const jan = {
  ...wrapped({ name: "Jan Peeters", customerClassId: "1", creditTermsId: "14" }),
  mainAddress: {
    value: wrapped({ addressLine1: "Kerkstraat 1", postalCode: "9000", city: "Gent", countryId: "BE" }),
  },
  mainContact: { value: wrapped({ name: "Jan Peeters", email: "jan@example.be" }) },
};

/** A mug with ten on hand, the service of sending it, and a buyer; gives the buyer's number. */
export function furnish({ erp }: VismaNet): string {
  erp.addItem({ number: "MUG-01", description: "Mok", defaultPrice: amount("25") }, "10");
  erp.addItem({ number: "SHIP", description: "Verzending", stockItem: false });
  return erp.addCustomer({ name: "Els Maes", mainContact: { name: "Els Maes", email: "els@example.be" } }).number;
}

/** Two mugs and their sending: € 45 without VAT. */
export const order = (customer: string, given: object = {}): Record<string, unknown> => ({
  type: "SO",
  customer: { id: customer, order: "WEB-105", refNo: "cscart:1:105" },
  date: "2026-11-21",
  currencyId: "EUR",
  shipping: {
    address: { line1: "Kerkstraat 1", postalCode: "9000", city: "Gent", countryId: "BE" },
    contact: { name: "Els Maes", email: "els@example.be" },
  },
  paymentSettings: { paymentMethodId: "WEB", paymentReference: "tr_8x" },
  orderLines: [
    { inventoryId: "MUG-01", quantity: 2, unitPrice: 20.0, hasManualPrice: true, taxCategoryId: "HIGH" },
    { inventoryId: "SHIP", quantity: 1, unitPrice: 5.0, hasManualPrice: true, taxCategoryId: "HIGH" },
  ],
  ...given,
});
