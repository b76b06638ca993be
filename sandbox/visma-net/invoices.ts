/** Invoices of the customer ledger. They move no stock: only a sales order does. */
import { add, amount, cents, divide, isNegative, isPositive, multiply, subtract, sum, zero } from "#domain/amount.ts";
import { invalid, refused, type Answer } from "./answers.ts";
import type { Books } from "./books.ts";
import { numeric, type Fields } from "./json.ts";
import { dateFilter, equalFilter, expands, filtered, listed } from "./lists.ts";
import { vatRate } from "./lookups.ts";
import type { Invoice, InvoiceLine } from "./records.ts";
import { amountIn, dayIn, flagIn, knownFields, linesIn, textIn } from "./wrapped.ts";

const fieldNames = [
  ...[
    "customerNumber",
    "documentDate",
    "documentDueDate",
    "externalReference",
    "customerRefNumber",
    "paymentReference",
  ],
  ...["hold", "currencyId", "creditTermsId", "branchNumber", "invoiceText", "note", "paymentMethodId", "invoiceLines"],
];
const lineFields = [
  ...["inventoryNumber", "description", "quantity", "unitPriceInCurrency", "vatCodeId", "accountNumber", "uom"],
  ...["discountPercent", "note", "branchNumber"],
];
const hundred = amount("100");

function lineOf(books: Books, line: Fields, index: number): InvoiceLine {
  const at = `invoiceLines[${index}].`;
  if (line["operation"] !== "Insert") throw invalid(`${at}operation must be Insert in a new document.`);
  const number = textIn(line, "inventoryNumber", 30, at) ?? null;
  const item = number === null ? undefined : books.item(number);
  if (number !== null && item === undefined) throw invalid(`Inventory item ${number} cannot be found.`);
  if (item !== undefined && item.status !== "Active" && item.status !== "NoPurchases") {
    throw invalid(`Inventory item ${item.number} cannot be sold: ${item.status}.`);
  }
  const accountNumber = textIn(line, "accountNumber", 10, at) ?? null;
  const account = books.lookups.accounts.find((one) => one.number === accountNumber);
  if (accountNumber !== null && account === undefined) throw invalid(`Account ${accountNumber} cannot be found.`);
  if (account?.isControl === true) throw invalid(`Account ${accountNumber} is a control account.`);
  if (item === undefined && account === undefined) throw invalid(`${at}inventoryNumber or accountNumber is needed.`);
  const vatCodeId = textIn(line, "vatCodeId", 10, at) ?? item?.vatCode ?? "";
  if (!books.lookups.vatCategories.some(({ vatCategoryId, active }) => vatCategoryId === vatCodeId && active)) {
    throw invalid(`VAT category ${vatCodeId} cannot be found.`);
  }
  const quantity = amountIn(line, "quantity", at) ?? amount("1");
  const unitPrice = amountIn(line, "unitPriceInCurrency", at) ?? item?.defaultPrice ?? zero;
  const discountPercent = amountIn(line, "discountPercent", at) ?? zero;
  if (!isPositive(quantity)) throw invalid(`${at}quantity must be greater than zero.`);
  if (isNegative(discountPercent)) throw invalid(`${at}discountPercent cannot be negative.`);
  const full = multiply(quantity, unitPrice);
  return {
    lineNumber: index + 1,
    inventoryNumber: number,
    description: textIn(line, "description", 255, at) ?? item?.description ?? "",
    ...{ quantity, unitPrice, discountPercent, vatCodeId, accountNumber },
    amount: cents(subtract(full, divide(multiply(full, discountPercent), hundred))),
  };
}

export function createInvoice(books: Books, body: unknown): string {
  const { lookups, clock } = books;
  const given = knownFields(body, fieldNames);
  const number = textIn(given, "customerNumber", 30) ?? "";
  const customer = books.customer(number);
  if (customer === undefined) throw invalid(`Customer with number ${number} cannot be found.`);
  if (customer.status === "Inactive") throw invalid(`Customer ${number} is inactive.`);
  const documentDate = dayIn(given, "documentDate") ?? clock.today();
  if (books.isClosed(documentDate)) throw closedPeriod(documentDate);
  const terms = textIn(given, "creditTermsId") ?? customer.creditTerms;
  const days = lookups.creditTerms.find(({ id }) => id === terms)?.days;
  if (days === undefined) throw invalid(`Credit terms ${terms} cannot be found.`);
  const method = textIn(given, "paymentMethodId") ?? null;
  if (method !== null && !lookups.paymentMethods.some(({ id, active }) => id === method && active)) {
    throw invalid(`Payment method ${method} cannot be found.`);
  }
  const currencyId = textIn(given, "currencyId") ?? customer.currencyId;
  if (!lookups.currencies.includes(currencyId)) throw invalid(`Currency ${currencyId} cannot be found.`);
  const branchNumber = textIn(given, "branchNumber") ?? lookups.branches[0]?.number ?? "";
  if (!lookups.branches.some((one) => one.number === branchNumber))
    throw invalid(`Branch ${branchNumber} cannot be found.`);
  const lines = (linesIn(given, "invoiceLines", lineFields) ?? []).map((line, index) => lineOf(books, line, index));
  if (lines.length === 0) throw invalid("invoiceLines cannot be empty.");

  const net = sum(lines.map((line) => line.amount));
  const vatTotal = sum(
    [...new Set(lines.map(({ vatCodeId }) => vatCodeId))].map((category) => {
      const taxable = sum(lines.filter(({ vatCodeId }) => vatCodeId === category).map((line) => line.amount));
      return cents(divide(multiply(taxable, vatRate(lookups, category, customer.vatZone, documentDate)), hundred));
    }),
  );
  if (isNegative(net)) throw invalid("An invoice cannot be negative.");
  const text = (name: string, most: number): string => textIn(given, name, most) ?? "";
  const stamp = clock.stamp();
  const invoice: Invoice = {
    ...{ customer: number, documentDate, currencyId, branchNumber, lines, vatTotal, balance: zero },
    dueDate: dayIn(given, "documentDueDate") ?? Temporal.PlainDate.from(documentDate).add({ days }).toString(),
    externalReference: text("externalReference", 40),
    customerRefNumber: text("customerRefNumber", 40),
    paymentReference: text("paymentReference", 40),
    invoiceText: text("invoiceText", 255),
    amount: cents(add(net, vatTotal)),
    status: flagIn(given, "hold") === false ? "Balanced" : "Hold",
    ...{ created: stamp, modified: stamp, version: books.version() },
    referenceNumber: books.number("invoice"),
  };
  books.addInvoice(invoice);
  return invoice.referenceNumber;
}

const closedPeriod = (day: string) =>
  invalid(`The financial period ${day.slice(0, 4)}${day.slice(5, 7)} is closed in the customer ledger.`);

export function invoiceNumbered(books: Books, number: string): Invoice {
  const found = books.invoice(number);
  if (found === undefined) throw refused(404, `Invoice with number ${number} cannot be found.`);
  return found;
}

export function releaseInvoice(books: Books, invoice: Invoice): Answer {
  if (invoice.status === "Hold") throw invalid(`Invoice ${invoice.referenceNumber} is on hold.`);
  if (invoice.status !== "Balanced") throw invalid(`Invoice ${invoice.referenceNumber} is released already.`);
  if (books.isClosed(invoice.documentDate)) throw closedPeriod(invoice.documentDate);
  const changes = { status: "Open" as const, balance: invoice.amount };
  Object.assign(invoice, changes, { modified: books.clock.stamp(), version: books.version() });
  return { status: 200, body: { actionId: books.newId(), actionResult: "Finished", errorInfo: null } };
}

export function shownInvoice(books: Books, invoice: Invoice, query: URLSearchParams): object {
  const isReleased = invoice.status === "Open" || invoice.status === "Closed";
  return {
    documentType: "Invoice",
    referenceNumber: invoice.referenceNumber,
    status: invoice.status,
    hold: invoice.status === "Hold",
    released: isReleased,
    customer: { number: invoice.customer, name: books.customer(invoice.customer)?.name ?? "" },
    documentDate: `${invoice.documentDate}T00:00:00`,
    documentDueDate: `${invoice.dueDate}T00:00:00`,
    externalReference: invoice.externalReference,
    customerRefNumber: invoice.customerRefNumber,
    paymentReference: invoice.paymentReference,
    invoiceText: invoice.invoiceText,
    currencyId: invoice.currencyId,
    branchNumber: { number: invoice.branchNumber },
    // A total is only validated on release.
    amount: numeric(isReleased ? invoice.amount : zero),
    balance: numeric(invoice.balance),
    vatTotal: numeric(invoice.vatTotal),
    invoiceLines: invoice.lines.map(({ unitPrice, vatCodeId, ...line }) => ({
      ...line,
      quantity: numeric(line.quantity),
      unitPriceInCurrency: numeric(unitPrice),
      discountPercent: numeric(line.discountPercent),
      amount: numeric(line.amount),
      vatCode: { id: vatCodeId },
    })),
    ...(expands(query, "expandTaxDetails") ? { taxDetails: [] } : {}),
    ...(expands(query, "expandAttachments") ? { attachments: [] } : {}),
    createdDateTime: invoice.created.local,
    lastModifiedDateTime: invoice.modified.local,
    timeStamp: invoice.version,
  };
}

export function listInvoices(books: Books, query: URLSearchParams): Answer {
  const released = ({ status }: Invoice): string => (status === "Open" || status === "Closed" ? "true" : "false");
  const rows = filtered(books.invoices, [
    equalFilter(query, "externalReference", ({ externalReference }) => externalReference),
    equalFilter(query, "customerRefNumber", ({ customerRefNumber }) => customerRefNumber),
    equalFilter(query, "paymentReference", ({ paymentReference }) => paymentReference),
    equalFilter(query, "customer", ({ customer }) => customer),
    equalFilter(query, "status", ({ status }) => status),
    equalFilter(query, "released", released),
    dateFilter(query, "documentDate", ({ documentDate }) => `${documentDate}T00:00:00.000`),
    dateFilter(query, "lastModifiedDateTime", ({ modified }) => modified.local),
  ]);
  return listed(rows, query, books.settings.pageSizes.other, (row) => shownInvoice(books, row, query));
}
