/** Customers of the finance interface. */
import { cents, sum } from "#domain/amount.ts";
import { invalid, notBuilt, refused, type Answer } from "./answers.ts";
import type { Books } from "./books.ts";
import { numeric, type Fields } from "./json.ts";
import { containsFilter, dateFilter, equalFilter, expands, filtered, listed } from "./lists.ts";
import type { Address, Contact, Customer, CustomerValues } from "./records.ts";
import { changed, fieldsIn, flagIn, knownFields, textIn } from "./wrapped.ts";

const addressFields = [
  "addressLine1",
  "addressLine2",
  "addressLine3",
  "postalCode",
  "city",
  "countryId",
  "county",
] as const;
const contactFields = ["name", "attention", "email", "web", "phone1", "phone2", "fax"] as const;
const addresses = ["mainAddress", "invoiceAddress", "deliveryAddress"] as const;
const contacts = ["mainContact", "invoiceContact", "deliveryContact"] as const;
const fieldNames = [
  ...["number", "name", "status", "customerClassId", "creditTermsId", "currencyId", "vatRegistrationId", "corporateId"],
  ...["vatZoneId", "gln", "note", "priceClassId", "overrideNumberSeries", ...addresses, ...contacts],
];
const statuses: readonly Customer["status"][] = ["Active", "OnHold", "CreditHold", "Inactive", "OneTime"];

export const emptyAddress: Address = {
  ...{ addressLine1: "", addressLine2: "", addressLine3: "", postalCode: "", city: "", countryId: "", county: "" },
};
export const emptyContact: Contact = {
  ...{ name: "", attention: "", email: "", web: "", phone1: "", phone2: "", fax: "" },
};

export function defaultsOf({ lookups }: Books, customerClass: string): CustomerValues {
  const found = lookups.customerClasses.find(({ id }) => id === customerClass);
  if (found === undefined) throw invalid(`Customer class ${customerClass} cannot be found.`);
  const texts = { vatRegistrationId: "", corporateId: "", gln: "", note: "", priceClass: "" };
  return {
    ...{ name: "", status: "Active", customerClass, creditTerms: found.creditTerms, vatZone: found.vatZone, ...texts },
    currencyId: "EUR",
    ...{ mainAddress: emptyAddress, invoiceAddress: emptyAddress, deliveryAddress: emptyAddress },
    ...{ mainContact: emptyContact, invoiceContact: emptyContact, deliveryContact: emptyContact },
  };
}

function part<Name extends string>(
  given: Fields,
  name: string,
  fields: readonly Name[],
  before: Record<Name, string>,
): Record<Name, string> {
  const inner = fieldsIn(given, name, fields);
  const next = { ...before };
  for (const field of fields) {
    next[field] = inner === null ? "" : changed(textIn(inner ?? {}, field, 255, `${name}.`), before[field], "");
  }
  return next;
}

function mustExist(books: Books, values: CustomerValues): void {
  const { lookups } = books;
  const has = (what: string, id: string, ids: readonly string[]): void => {
    if (!ids.includes(id)) throw invalid(`${what} ${id} cannot be found.`);
  };
  has(
    "Customer class",
    values.customerClass,
    lookups.customerClasses.map(({ id }) => id),
  );
  has(
    "Credit terms",
    values.creditTerms,
    lookups.creditTerms.map(({ id }) => id),
  );
  has(
    "VAT zone",
    values.vatZone,
    lookups.vatZones.map(({ id }) => id),
  );
  has("Currency", values.currencyId, lookups.currencies);
  if (values.name === "") throw invalid("Customer name cannot be empty.");
  for (const name of addresses) {
    const { countryId, ...rest } = values[name];
    if (countryId !== "" && !/^[A-Z]{2}$/.test(countryId)) throw invalid(`Country ${countryId} cannot be found.`);
    if (countryId === "" && Object.values(rest).some((text) => text !== "")) {
      throw invalid(`${name}.countryId cannot be empty.`);
    }
  }
}

/** The values after a write, checked. */
function written(books: Books, given: Fields, before: CustomerValues): CustomerValues {
  const status = changed<string>(textIn(given, "status"), before.status, "Active");
  const known = statuses.find((one) => one === status);
  if (known === undefined) throw invalid(`status must be one of ${statuses.join(", ")}.`);
  const text = (name: string, old: string, most = 255): string => changed(textIn(given, name, most), old, "");
  const values: CustomerValues = {
    name: text("name", before.name, 60),
    status: known,
    customerClass: text("customerClassId", before.customerClass),
    creditTerms: text("creditTermsId", before.creditTerms),
    currencyId: text("currencyId", before.currencyId),
    vatRegistrationId: text("vatRegistrationId", before.vatRegistrationId, 50),
    corporateId: text("corporateId", before.corporateId, 50),
    vatZone: text("vatZoneId", before.vatZone),
    gln: text("gln", before.gln, 50),
    note: text("note", before.note, 2048),
    priceClass: text("priceClassId", before.priceClass),
    mainAddress: part(given, "mainAddress", addressFields, before.mainAddress),
    invoiceAddress: part(given, "invoiceAddress", addressFields, before.invoiceAddress),
    deliveryAddress: part(given, "deliveryAddress", addressFields, before.deliveryAddress),
    mainContact: part(given, "mainContact", contactFields, before.mainContact),
    invoiceContact: part(given, "invoiceContact", contactFields, before.invoiceContact),
    deliveryContact: part(given, "deliveryContact", contactFields, before.deliveryContact),
  };
  mustExist(books, values);
  return values;
}

export function customerNumbered(books: Books, number: string): Customer {
  const found = books.customer(number);
  if (found === undefined) throw refused(404, `Customer with number ${number} cannot be found.`);
  return found;
}

export function addCustomer(books: Books, values: CustomerValues, number: string): Customer {
  const stamp = books.clock.stamp();
  const internalId = 1200 + books.customers.length + 1;
  const customer = { ...values, internalId, number, created: stamp, modified: stamp, version: books.version() };
  books.addCustomer(customer);
  return customer;
}

export function createCustomer(books: Books, body: unknown): string {
  const given = knownFields(body, fieldNames);
  const values = written(books, given, defaultsOf(books, textIn(given, "customerClassId") ?? "1"));
  const isOwnNumber = flagIn(given, "overrideNumberSeries") === true;
  const own = textIn(given, "number", 15) ?? "";
  if (isOwnNumber !== (own !== "")) throw invalid("A number goes together with overrideNumberSeries.");
  if (own !== "" && books.customer(own) !== undefined) throw invalid(`Customer ${own} already exists.`);
  return addCustomer(books, values, own === "" ? books.number("customer") : own).number;
}

export function updateCustomer(books: Books, customer: Customer, body: unknown): void {
  const given = knownFields(body, fieldNames);
  if (given["number"] !== undefined || given["overrideNumberSeries"] !== undefined) {
    throw invalid("The number of a customer cannot be changed.");
  }
  const values = written(books, given, customer);
  Object.assign(customer, values, { modified: books.clock.stamp(), version: books.version() });
}

const shownAddress = ({ countryId, ...address }: Address): object => ({
  ...address,
  country: countryId === "" ? null : { id: countryId },
});

export function shownCustomer(books: Books, customer: Customer, query: URLSearchParams): object {
  const { lookups } = books;
  const described = (id: string, from: readonly { readonly id: string; readonly description: string }[]): object => ({
    id,
    description: from.find((one) => one.id === id)?.description ?? "",
  });
  const { customerClass, creditTerms, vatZone, priceClass, created, modified, version, ...plain } = customer;
  const account = lookups.customerClasses.find(({ id }) => id === customerClass)?.ledgerAccount;
  const glAccounts = { customerLedgerAccount: { number: account } };
  return {
    ...plain,
    mainAddress: shownAddress(plain.mainAddress),
    invoiceAddress: shownAddress(plain.invoiceAddress),
    deliveryAddress: shownAddress(plain.deliveryAddress),
    customerClass: described(customerClass, lookups.customerClasses),
    creditTerms: described(creditTerms, lookups.creditTerms),
    vatZone: described(vatZone, lookups.vatZones),
    priceClass: priceClass === "" ? null : { id: priceClass },
    createdDateTime: created.local,
    lastModifiedDateTime: modified.local,
    timeStamp: version,
    ...(expands(query, "expandAccountInformation") ? { glAccounts } : {}),
    ...(expands(query, "expandPaymentMethods") ? { paymentMethods: [] } : {}),
    ...(expands(query, "expandDirectDebit") ? { directDebitLines: [] } : {}),
  };
}

export function listCustomers(books: Books, query: URLSearchParams): Answer {
  if (query.has("attributes")) throw notBuilt("the filter attributes");
  const rows = filtered(books.customers, [
    equalFilter(query, "email", ({ mainContact }) => mainContact.email),
    containsFilter(query, "name", ({ name }) => name),
    equalFilter(query, "phone", ({ mainContact }) => mainContact.phone1),
    equalFilter(query, "vatRegistrationId", ({ vatRegistrationId }) => vatRegistrationId),
    equalFilter(query, "corporateId", ({ corporateId }) => corporateId),
    equalFilter(query, "status", ({ status }) => status),
    dateFilter(query, "lastModifiedDateTime", ({ modified }) => modified.local),
    dateFilter(query, "createdDateTime", ({ created }) => created.local),
  ]);
  return listed(rows, query, books.settings.pageSizes.other, (row) => shownCustomer(books, row, query));
}

export function balanceOf(books: Books, { internalId, number, name }: Customer): object {
  const theirs = books.invoices.filter(({ customer }) => customer === number);
  return { customer: { internalId, number, name }, balance: numeric(cents(sum(theirs.map(({ balance }) => balance)))) };
}
