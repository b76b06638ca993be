/** The finance interface: its requests, and what surrounds each of them. */
import { noLicence, refused, Refused, type Answer } from "./answers.ts";
import { attach, readFile } from "./attachments.ts";
import { shownOperation } from "./background.ts";
import type { Books } from "./books.ts";
import {
  balanceOf,
  createCustomer,
  customerNumbered,
  listCustomers,
  shownCustomer,
  updateCustomer,
} from "./customers.ts";
import { createInvoice, invoiceNumbered, listInvoices, releaseInvoice, shownInvoice } from "./invoices.ts";
import { createItem, itemNumbered, listItems, shownItem, summary, updateItem } from "./items.ts";
import { listed } from "./lists.ts";
import { shownLookups } from "./lookups.ts";
import { routeOf, type Route } from "./paths.ts";
import type { Incoming } from "./server.ts";
import { bodyOf } from "./wrapped.ts";

interface Asked {
  readonly books: Books;
  readonly incoming: Incoming;
  /** Of this interface, for `Location`. */ readonly base: string;
  readonly key: string;
}
type Work = (asked: Asked) => Answer | Promise<Answer>;

const jsonOf = ({ incoming }: Asked): unknown => bodyOf(incoming.body, incoming.headers["content-type"]);
const made = (location: string): Answer => ({ status: 201, headers: { Location: location } });
const shown = (body: object, version: string): Answer => ({ status: 200, headers: { ETag: `"${version}"` }, body });

/** The key as a path needs it. */
const inPath = (key: string): string =>
  /^[A-Za-z0-9._~-]+$/.test(key) ? key : `b64(${Buffer.from(key).toString("base64url")})`;

/** `If-Match` is optional; one that is there holds. */
function mustMatch({ incoming }: Asked, version: string): void {
  const given = incoming.headers["if-match"];
  if (given !== undefined && given !== `"${version}"`) {
    throw refused(412, "The record has been changed by another process.");
  }
}

const put =
  <T extends { readonly version: string }>(
    find: (books: Books, key: string) => T,
    update: (books: Books, record: T, body: unknown) => void,
  ): Work =>
  (asked) => {
    const record = find(asked.books, asked.key);
    mustMatch(asked, record.version);
    update(asked.books, record, jsonOf(asked));
    return { status: 204 };
  };

const customer = (asked: Asked, found: ReturnType<typeof customerNumbered>): Answer =>
  shown(shownCustomer(asked.books, found, asked.incoming.query), found.version);

const own: readonly Route<Work>[] = [
  { method: "GET", pattern: "v1/customer", work: ({ books, incoming }) => listCustomers(books, incoming.query) },
  {
    method: "POST",
    pattern: "v1/customer",
    work: (asked) => made(`${asked.base}/v1/customer/${inPath(createCustomer(asked.books, jsonOf(asked)))}`),
  },
  {
    method: "GET",
    pattern: "v1/customer/internal/{}",
    work(asked) {
      const found = asked.books.customers.find(({ internalId }) => String(internalId) === asked.key);
      if (found === undefined) throw refused(404, `Customer with internal id ${asked.key} cannot be found.`);
      return customer(asked, found);
    },
  },
  {
    method: "GET",
    pattern: "v1/customer/{}/balance",
    work: ({ books, key }) => ({ status: 200, body: balanceOf(books, customerNumbered(books, key)) }),
  },
  {
    method: "GET",
    pattern: "v1/customer/{}",
    work: (asked) => customer(asked, customerNumbered(asked.books, asked.key)),
  },
  { method: "PUT", pattern: "v1/customer/{}", work: put(customerNumbered, updateCustomer) },
  { method: "GET", pattern: "v1/inventory", work: ({ books, incoming }) => listItems(books, incoming.query) },
  {
    method: "POST",
    pattern: "v1/inventory",
    work: (asked) => made(`${asked.base}/v1/inventory/${inPath(createItem(asked.books, jsonOf(asked)))}`),
  },
  {
    method: "GET",
    pattern: "v1/inventory/{}",
    work({ books, incoming, key }) {
      const item = itemNumbered(books, key);
      return shown(shownItem(books, item, incoming.query), item.version);
    },
  },
  { method: "PUT", pattern: "v1/inventory/{}", work: put(itemNumbered, updateItem) },
  {
    method: "POST",
    pattern: "v1/inventory/{}/attachment",
    async work({ books, incoming, base, key }) {
      const type = incoming.headers["content-type"] ?? "";
      return made(`${base}/v1/attachment/${await attach(books, itemNumbered(books, key), type, incoming.body)}`);
    },
  },
  { method: "GET", pattern: "v1/attachment/{}", work: ({ books, key }) => readFile(books, key) },
  {
    method: "GET",
    pattern: "v1/inventorysummary/{}",
    work: ({ books, incoming, key }) => summary(books, itemNumbered(books, key), incoming.query),
  },
  {
    method: "POST",
    pattern: "v2/customerinvoice",
    work: (asked) => made(`${asked.base}/v1/customerinvoice/${createInvoice(asked.books, jsonOf(asked))}`),
  },
  { method: "GET", pattern: "v1/customerinvoice", work: ({ books, incoming }) => listInvoices(books, incoming.query) },
  {
    method: "GET",
    pattern: "v1/customerinvoice/{}",
    work({ books, incoming, key }) {
      const invoice = invoiceNumbered(books, key);
      return shown(shownInvoice(books, invoice, incoming.query), invoice.version);
    },
  },
  {
    method: "POST",
    pattern: "v1/customerinvoice/{}/action/release",
    work: ({ books, key }) => releaseInvoice(books, invoiceNumbered(books, key)),
  },
];

/** Some look-ups come bare and others as `{value: x}`. */
const wrappedRow = (row: object): object =>
  Object.fromEntries(Object.entries(row).map(([name, value]: [string, unknown]) => [name, { value }]));

const lookupRoutes: readonly Route<Work>[] = Object.entries(shownLookups).map(([name, rowsOf]) => ({
  method: "GET",
  pattern: name === "customerClass" ? "v1/customer/customerClass" : `v1/${name}`,
  work({ books, incoming }) {
    const { wrappedLookups, pageSizes } = books.settings;
    const isWrapped = wrappedLookups.includes(name);
    return listed(rowsOf(books.lookups), incoming.query, pageSizes.other, (row) => (isWrapped ? wrappedRow(row) : row));
  },
}));

function operationOf(books: Books, id: string) {
  const found = books.background.find(id);
  if (found === undefined) throw refused(404, `Background operation ${id} cannot be found.`);
  return found;
}
const backgroundRoutes: readonly Route<Work>[] = [
  {
    method: "GET",
    pattern: "v1/background/{}",
    work: ({ books, base, key }) => ({ status: 200, body: shownOperation(operationOf(books, key), base) }),
  },
  {
    method: "GET",
    pattern: "v1/background/{}/content",
    work({ books, key }) {
      const { answer } = operationOf(books, key);
      if (answer?.body === undefined) throw refused(404, "There is no content.");
      return { ...answer, status: 200 };
    },
  },
];
const routes = [...lookupRoutes, ...backgroundRoutes, ...own];

const rights: Readonly<Record<string, string>> = { GET: "read", POST: "create", PUT: "update", DELETE: "delete" };

/** Of the sales orders that were here before V3: throttled to nothing. */
export const isRetired = (path: string): boolean => /^\/v[12]\/salesorder(?:\/|$)/.test(path);

export async function answerFinance(
  books: Books,
  scopes: readonly string[],
  incoming: Incoming,
  base: string,
): Promise<Answer> {
  const { method, path, headers } = incoming;
  await books.background.run();
  const { work, keys } = routeOf(routes, method, path);
  const scope = `vismanet_erp_service_api:${rights[method] ?? ""}`;
  if (!scopes.includes(scope)) throw refused(403, `The token has no scope ${scope}.`);
  if (!books.isLicensed) throw new Refused(noLicence());
  const asked: Asked = { books, incoming, base, key: keys[0] ?? "" };
  const mode = headers["erp-api-background"];
  if (mode !== undefined && !path.startsWith("/v1/background/")) {
    if (typeof mode !== "string" || !/^(?:none|subscription(?::[^=,]+=[^=,]*(?:,[^=,]+=[^=,]*)*)?)$/.test(mode)) {
      throw refused(400, "erp-api-background must be none or subscription[:name=value].");
    }
    return books.background.accept(`${method} ${path}`, base, () => carriedOut(work, asked));
  }
  const answer = await work(asked);
  const company = headers["ipp-company-id"];
  // The legacy header: another company than the token's gives lists of nothing, and no error.
  const isOther = company !== undefined && company !== books.company.id;
  return isOther && Array.isArray(answer.body) ? { ...answer, body: [] } : answer;
}

async function carriedOut(work: Work, asked: Asked): Promise<Answer> {
  try {
    return await work(asked);
  } catch (error) {
    if (error instanceof Refused) return error.answer;
    throw error;
  }
}
