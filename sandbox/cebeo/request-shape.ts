/** What a request has to look like: contract sections 2 to 2.2 as an XSD would say it. */
import { invalid } from "./refusals.ts";
import type { Settings } from "./settings.ts";
import type { XmlElement } from "./xml-tree.ts";

type Rules = Pick<Settings, "strictOrder" | "wantsSchemaHint" | "wantsCustomerIds">;

type Occurs = "1" | "?" | "+" | "*";

/** One place in a sequence: one of these elements, so many times. */
interface Part {
  readonly of: Readonly<Record<string, Shape>>;
  readonly occurs: Occurs;
}

type Shape =
  | { readonly kind: "value"; readonly type: ValueType; readonly attribute?: string }
  | { readonly kind: "sequence"; readonly parts: readonly Part[] };

const valueTypes = {
  text: /^[^]*$/,
  "text that is not empty": /\S/,
  nothing: /^\s*$/,
  "List, Detail or Message": /^(List|Detail|Message)$/,
  "a whole number of 1 or more": /^0*[1-9]\d{0,8}$/,
  "a whole number": /^\d{1,9}$/,
  "a decimal with a comma": /^-?\d+(,\d+)?$/,
  "true or false": /^(true|false)$/,
} as const;
type ValueType = keyof typeof valueTypes;

const value = (type: ValueType): Shape => ({ kind: "value", type });
const sequence = (...parts: readonly Part[]): Shape => ({ kind: "sequence", parts });
const one = (name: string, shape: Shape, occurs: Occurs = "1"): Part => ({ of: { [name]: shape }, occurs });
const anyOf = (of: Readonly<Record<string, Shape>>): Part => ({ of, occurs: "1" });

const text = value("text");
const filled = value("text that is not empty");
const number = value("a whole number");
const date = sequence(one("Day", number), one("Month", number), one("Year", number));
const keywords = sequence(one("Keyword", filled, "*"));

function createShape({ wantsCustomerIds }: Rules): Shape {
  const ownId: Occurs = wantsCustomerIds ? "1" : "?";
  const address = sequence(...["DeliverTo", "Street", "City", "PostalCode"].map((name) => one(name, text, "?")));
  const location = sequence(
    one("DeliveryAddress", address, "?"),
    one("ContactPerson", text, "?"),
    one("ContactTelephone", text, "?"),
  );
  const header = sequence(
    one("CustomerOrderID", filled, ownId),
    one("CustomerOrderRef", text, "?"),
    one("OrderDate", date, "?"),
    one("DeliveryLocation", location, "?"),
    one("PriceOnDeliveryNote", value("true or false"), "?"),
    one("DeliveryOption", filled, "?"),
    one("Comments", text, "*"),
  );
  const material = sequence(
    one("SupplierItemID", filled, "?"),
    one("Reference", filled, "?"),
    one("BrandCode", filled, "?"),
    one("ReelCode", filled, "?"),
    one("ReelLength", number, "?"),
    one("Description", text, "?"),
  );
  const line = sequence(
    one("CustomerOrderLineID", filled, ownId),
    one("Material", material),
    one("OrderedQuantity", value("a whole number of 1 or more")),
    one("RequestedPrice", value("a decimal with a comma"), "?"),
    one("RequestedDeliveryDate", date, "?"),
  );
  return sequence(
    one("OrderHeader", header, ownId),
    one("OrderLine", line, "+"),
    one("OrderAttribute", { kind: "value", type: "text", attribute: "name" }, "*"),
  );
}

function rootShape(rules: Rules): Shape {
  const empty = value("nothing");
  const customer = sequence(one("CustomerNumber", filled), one("UserName", filled), one("Password", filled));
  const article = sequence(
    anyOf({
      Get: sequence(one("Material", sequence(one("SupplierItemID", filled)), "+")),
      Search: sequence(one("SearchKeywords", keywords, "?"), one("BrandKeywords", keywords, "?")),
    }),
  );
  const order = sequence(
    anyOf({
      Get: sequence(anyOf({ OpenOrder: empty, SupplierOrderID: filled, CustomerOrderID: filled })),
      Delete: sequence(anyOf({ OpenOrder: empty, SupplierOrderID: filled })),
      Create: createShape(rules),
    }),
  );
  const request = sequence(
    one("Customer", customer),
    one("ResponseType", value("List, Detail or Message")),
    anyOf({ Article: article, Order: order }),
  );
  return sequence(one("Request", request));
}

function checkParts(element: XmlElement, parts: readonly Part[], path: string, strictOrder: boolean): void {
  const placeOf = ({ name }: XmlElement): number => parts.findIndex(({ of }) => Object.hasOwn(of, name));
  const stray = element.children.find((child) => placeOf(child) === -1);
  if (stray !== undefined) throw invalid(`The element '${path}' has invalid child element '${stray.name}'.`);
  const children = strictOrder ? element.children : element.children.toSorted((a, b) => placeOf(a) - placeOf(b));
  let at = 0;
  for (const { of, occurs } of parts) {
    let found = 0;
    for (let child = children[at]; child !== undefined; child = children[at]) {
      const shape = Object.hasOwn(of, child.name) ? of[child.name] : undefined;
      if (shape === undefined || (found === 1 && (occurs === "1" || occurs === "?"))) break;
      check(child, shape, `${path}/${child.name}`, strictOrder);
      at += 1;
      found += 1;
    }
    if (found === 0 && (occurs === "1" || occurs === "+")) {
      const expected = Object.keys(of).join("', '");
      throw invalid(`The element '${path}' has incomplete content, or another order. Expected here: '${expected}'.`);
    }
  }
  const left = children[at];
  if (left !== undefined) throw invalid(`The element '${path}' has '${left.name}' once too often, or too late.`);
}

function check(element: XmlElement, shape: Shape, path: string, strictOrder: boolean): void {
  const attribute = shape.kind === "value" ? shape.attribute : undefined;
  if (element.namespace !== "") throw invalid(`The element '${path}' is in the namespace '${element.namespace}'.`);
  for (const name of element.attributes.keys()) {
    if (name !== attribute) throw invalid(`The '${name}' attribute of '${path}' is not declared.`);
  }
  if (attribute !== undefined && (element.attributes.get(attribute) ?? "") === "") {
    throw invalid(`The '${attribute}' attribute of '${path}' is missing.`);
  }
  if (shape.kind === "sequence") {
    if (element.text.trim() !== "") throw invalid(`The element '${path}' cannot contain text.`);
    checkParts(element, shape.parts, path, strictOrder);
    return;
  }
  if (element.children.length > 0) throw invalid(`The element '${path}' cannot contain elements.`);
  if (!valueTypes[shape.type].test(element.text)) throw invalid(`The element '${path}' wants ${shape.type}.`);
}

const schemaHint = "{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation";
const schemaAddress = "http://b2b.cebeo.be/XMLschema/2.0.0/cebeoXML.xsd";

/** Throws a `Refused` that says what is wrong first. */
export function checkShape(root: XmlElement, rules: Rules): void {
  if (root.name !== "cebeoXML") throw invalid(`The root element '${root.name}' is not 'cebeoXML'.`);
  const version = root.attributes.get("version");
  if (version !== "2.0.0") throw invalid(`The version '${version ?? ""}' is not '2.0.0'.`);
  const hint = root.attributes.get(schemaHint);
  if (hint === undefined ? rules.wantsSchemaHint : hint !== schemaAddress) {
    throw invalid(`The schema location '${hint ?? ""}' is not '${schemaAddress}'.`);
  }
  const attributes = new Map([...root.attributes].filter(([name]) => name !== "version" && name !== schemaHint));
  check({ ...root, attributes }, rootShape(rules), "cebeoXML", rules.strictOrder);
}
