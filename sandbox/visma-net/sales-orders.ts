/** Sales orders of V3: read from plain JSON, checked, and calculated as the ERP would. */
import {
  absolute,
  add,
  amount,
  cents,
  compare,
  divide,
  isNegative,
  isPositive,
  multiply,
  subtract,
  sum,
  zero,
  type Amount,
} from "#domain/amount.ts";
import type { Books } from "./books.ts";
import { isFields, type Fields } from "./json.ts";
import { vatRate } from "./lookups.ts";
import { Plain } from "./plain.ts";
import type { Address, Contact, Customer, OrderInput, OrderLine, OrderValues } from "./records.ts";

const headerFields = [
  ...["type", "orderId", "customer", "status", "date", "requestOn", "description", "note", "currencyId", "branchId"],
  ...["projectId", "taxZoneId", "billing", "shipping", "freight", "paymentSettings", "financialInformation"],
];
export const bodyFields = [...headerFields, "orderLines"];
export const lineFields = [
  ...["inventoryId", "quantity", "unitPrice", "unitOfMeasure", "warehouseId", "description", "discountPercent"],
  ...["discountAmount", "hasManualPrice", "hasManualDiscount", "taxCategoryId", "note", "externalLink"],
];
const customerFields = ["id", "order", "refNo", "locationId", "contactId", "gln", "termsId"];
const shippingFields = ["address", "contact", "shipViaId", "preferredWarehouseId", "rule", "scheduledDate"];
const addressFields = ["line1", "line2", "line3", "postalCode", "city", "countryId", "stateId"];
const contactFields = ["name", "attention", "email", "phone1"];
const hundred = amount("100");

/** An address that is given is complete: nothing is filled in from the customer. */
function addressOf(part: Plain, fallback: Address): Fields {
  const given = part.part("address", addressFields);
  if (given === undefined) {
    const { addressLine1: line1, addressLine2: line2, addressLine3: line3, postalCode, city, countryId } = fallback;
    return { line1, line2, line3, postalCode, city, countryId };
  }
  const countryId = given.needed("countryId");
  if (!/^[A-Z]{2}$/.test(countryId)) given.refuse("countryId", "A country has two capitals.");
  return {
    line1: given.needed("line1", 50),
    line2: given.text("line2", 50),
    line3: given.text("line3", 50),
    postalCode: given.needed("postalCode", 20),
    city: given.needed("city", 50),
    countryId,
    stateId: given.text("stateId", 50),
  };
}

function contactOf(part: Plain, fallback: Contact): Fields {
  const given = part.part("contact", contactFields);
  if (given === undefined) {
    const { name, attention, email, phone1 } = fallback;
    return { name, attention, email, phone1 };
  }
  const email = given.text("email", 255);
  return { name: given.text("name"), attention: given.text("attention"), email, phone1: given.text("phone1", 50) };
}

interface LineGround {
  readonly books: Books;
  readonly preferredWarehouse: string | undefined;
  /** A credit note moves no stock. */ readonly hasStock: boolean;
}

function lineOf({ books, preferredWarehouse, hasStock }: LineGround, lineId: number, line: Plain): OrderLine {
  const { lookups } = books;
  const inventoryId = line.needed("inventoryId");
  const item = books.item(inventoryId);
  if (item === undefined) return line.refuse("inventoryId", `Inventory item ${inventoryId} could not be found.`);
  if (item.status !== "Active" && item.status !== "NoPurchases") {
    return line.refuse("inventoryId", `Inventory item ${inventoryId} cannot be sold: ${item.status}.`);
  }
  const quantity = line.amount("quantity") ?? line.refuse("quantity", "The field is required.");
  if (!isPositive(quantity)) return line.refuse("quantity", "The quantity must be greater than zero.");
  const given = line.known(
    "warehouseId",
    lookups.warehouses.map(({ id }) => id),
    "Warehouse",
  );
  const warehouse = given ?? preferredWarehouse ?? item.defaultWarehouse;
  if (item.stockItem && warehouse === "") return line.refuse("warehouseId", "The field is required.");
  const unitOfMeasure = line.known("unitOfMeasure", [item.baseUnit, item.salesUnit], "Unit") ?? item.salesUnit;
  const active = lookups.vatCategories.filter((one) => one.active).map(({ vatCategoryId }) => vatCategoryId);
  const taxCategoryId = line.known("taxCategoryId", active, "Tax category") ?? item.vatCode;
  // Prices and discounts of the caller only count when it says that they are manual; else the ERP's own lead.
  const hasManualPrice = line.flag("hasManualPrice");
  const hasManualDiscount = line.flag("hasManualDiscount");
  const asked = line.amount("unitPrice");
  if (hasManualPrice && asked === undefined) return line.refuse("unitPrice", "The field is required.");
  const unitPrice = hasManualPrice && asked !== undefined ? asked : item.defaultPrice;
  const percent = line.amount("discountPercent") ?? zero;
  const off = line.amount("discountAmount") ?? zero;
  if (isPositive(percent) && isPositive(off)) return line.refuse("discountAmount", "Not beside a discount percent.");
  if (isNegative(percent) || isNegative(off)) return line.refuse("discountAmount", "A discount cannot be negative.");
  const full = multiply(quantity, unitPrice);
  const discountAmount = !hasManualDiscount
    ? zero
    : isPositive(off)
      ? off
      : cents(divide(multiply(full, percent), hundred));
  if (compare(discountAmount, absolute(full)) > 0) return line.refuse("discountAmount", "More than the line.");
  return {
    ...{ lineId, inventoryId, quantity, unitPrice, hasManualPrice, discountAmount, hasManualDiscount, unitOfMeasure },
    discountPercent: hasManualDiscount ? percent : zero,
    warehouseId: item.stockItem && hasStock ? warehouse : null,
    description: line.text("description") ?? item.description,
    taxCategoryId,
    note: line.text("note", 2048) ?? "",
    externalLink: line.text("externalLink", 255) ?? "",
    amount: cents(subtract(full, discountAmount)),
  };
}

interface Taxable {
  readonly taxCategoryId: string;
  readonly amount: Amount;
}
function taxesOf(books: Books, lines: readonly Taxable[], zone: string, day: string): OrderValues["taxes"] {
  return [...new Set(lines.map(({ taxCategoryId }) => taxCategoryId))].map((taxCategoryId) => {
    const total = sum(lines.filter((line) => line.taxCategoryId === taxCategoryId).map((line) => line.amount));
    const rate = vatRate(books.lookups, taxCategoryId, zone, day);
    if (!books.settings.pricesIncludeVat) {
      return { taxCategoryId, rate, taxable: total, tax: cents(divide(multiply(total, rate), hundred)) };
    }
    const tax = cents(divide(multiply(total, rate), add(hundred, rate)));
    return { taxCategoryId, rate, taxable: subtract(total, tax), tax };
  });
}

/** A description is shown to many: no mail address and no name in it. */
function refusePersonalData(body: Plain, customer: Customer, contacts: readonly Fields[]): string {
  const description = body.text("description", 255) ?? "";
  const names = [customer.mainContact.name, ...contacts.map(({ name }) => name)];
  const holdsName = names.some((name) => typeof name === "string" && name.length > 2 && description.includes(name));
  if (description.includes("@") || holdsName) body.refuse("description", "Personal data is not allowed.");
  return description;
}

function customerOf(books: Books, body: Plain): { readonly part: Plain; readonly customer: Customer } {
  const part = body.part("customer", customerFields) ?? body.refuse("customer.id", "The field is required.");
  const id = part.needed("id");
  const customer = books.customer(id) ?? part.refuse("id", `Customer ${id} could not be found.`);
  if (customer.status === "Inactive") part.refuse("id", `Customer ${id} is inactive.`);
  return { part, customer };
}

/** Checks and calculates an order. `branch` is the one of the call's header. */
export function orderValues(books: Books, input: OrderInput, branch: string | undefined): OrderValues {
  const { lookups, clock } = books;
  const body = new Plain(input.header, headerFields);
  if (body.has("financialInformation")) body.refuse("financialInformation", "The stand-in does not know its fields.");
  const { part: customerPart, customer } = customerOf(books, body);
  const status = body.known("status", ["Open", "Hold"], "Status") === "Hold" ? "Hold" : "Open";
  const date = body.day("date") ?? clock.today();
  if (books.isClosed(date)) body.refuse("date", `The financial period of ${date} is closed.`);
  const currencyId = body.known("currencyId", lookups.currencies, "Currency") ?? customer.currencyId;
  const branches = lookups.branches.map(({ number }) => number);
  if (branch !== undefined && !branches.includes(branch))
    body.refuse("branchId", `Branch ${branch} could not be found.`);
  const branchId = body.known("branchId", branches, "Branch") ?? branch ?? branches[0] ?? "";
  const taxZoneId =
    body.known(
      "taxZoneId",
      lookups.vatZones.map(({ id }) => id),
      "Tax zone",
    ) ?? customer.vatZone;
  const billingPart = body.part("billing", ["address", "contact"]) ?? new Plain({}, []);
  const shippingPart = body.part("shipping", shippingFields) ?? new Plain({}, []);
  const freightPart = body.part("freight", ["cost", "premiumAmount", "taxCategoryId"]) ?? new Plain({}, []);
  const paymentPart =
    body.part("paymentSettings", ["paymentMethodId", "cashAccountId", "paymentReference"]) ?? new Plain({}, []);
  const warehouses = lookups.warehouses.map(({ id }) => id);
  const preferredWarehouse = shippingPart.known("preferredWarehouseId", warehouses, "Warehouse");
  const type = lookups.orderTypes.find(({ orderType }) => orderType === body.text("type"));
  const ground = { books, preferredWarehouse, hasStock: type?.behavior !== "Credit note" };
  const lines = input.lines.map(({ lineId, fields }, index) =>
    lineOf(ground, lineId, new Plain(fields, lineFields, `orderLines[${index}].`)),
  );
  const premium = freightPart.amount("premiumAmount") ?? zero;
  const active = lookups.vatCategories.filter((one) => one.active).map(({ vatCategoryId }) => vatCategoryId);
  const freightCategory = freightPart.known("taxCategoryId", active, "Tax category") ?? "HIGH";
  const charges = isPositive(premium) ? [{ taxCategoryId: freightCategory, amount: premium }] : [];
  const taxes = taxesOf(books, [...lines, ...charges], taxZoneId, date);
  const taxTotal = sum(taxes.map(({ tax }) => tax));
  const billing = {
    address: addressOf(billingPart, customer.invoiceAddress),
    contact: contactOf(billingPart, customer.invoiceContact),
  };
  const shipping = {
    address: addressOf(shippingPart, customer.deliveryAddress),
    contact: contactOf(shippingPart, customer.deliveryContact),
    shipViaId: shippingPart.text("shipViaId"),
    preferredWarehouseId: preferredWarehouse,
    rule: shippingPart.text("rule"),
    scheduledDate: shippingPart.day("scheduledDate"),
  };
  const methods = lookups.paymentMethods.filter((one) => one.active).map(({ id }) => id);
  return {
    customer: {
      id: customer.number,
      name: customer.name,
      order: customerPart.text("order", 40) ?? "",
      refNo: customerPart.text("refNo", 40) ?? "",
      locationId: customerPart.text("locationId"),
      contactId: customerPart.text("contactId"),
      gln: customerPart.text("gln"),
      termsId:
        customerPart.known(
          "termsId",
          lookups.creditTerms.map(({ id }) => id),
          "Terms",
        ) ?? customer.creditTerms,
    },
    ...{ status, date, currencyId, branchId, taxZoneId, billing, shipping, lines, taxes, taxTotal },
    requestOn: body.day("requestOn") ?? date,
    description: refusePersonalData(body, customer, [billing.contact, shipping.contact]),
    note: body.text("note", 2048) ?? "",
    projectId: body.text("projectId") ?? null,
    freight: { cost: freightPart.amount("cost") ?? zero, premiumAmount: premium, taxCategoryId: freightCategory },
    paymentSettings: {
      paymentMethodId: paymentPart.known("paymentMethodId", methods, "Payment method"),
      cashAccountId: paymentPart.text("cashAccountId"),
      paymentReference: paymentPart.text("paymentReference", 40),
    },
    lineTotal: cents(sum(lines.map((line) => line.amount))),
    orderTotal: cents(sum([...taxes.map(({ taxable }) => taxable), taxTotal])),
  };
}

/** A change of a header: parts are laid over parts. */
export function merged(before: Fields, changes: Fields): Fields {
  const next: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    const old = next[name];
    // An address and a contact are replaced whole: a given one is complete.
    next[name] = isFields(value) && isFields(old) ? { ...old, ...value } : value;
  }
  return next;
}
