/** What the shop writes in cXML (contract section 5): the answer to a set-up, and the basket. */
import { amountOf, exact, percentOf, shown, type Exact } from "./exact.ts";
import { reference } from "./form-bytes.ts";
import { contributionsOf, type ReturnLine, type Wanted } from "./return-lines.ts";
import type { Settings } from "./settings.ts";
import { unitCode } from "./units.ts";
import type { CxmlReturn, World } from "./world.ts";
import { longTextAsSent, nameAsSent, numberAsSent } from "./written.ts";

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Characters XML does not know at all are left out. */
export const xmlText = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"]/g, (char) => entities[char] ?? char);

/** ISO time with the zone of the shop, and the form of it that stands in a payloadID. */
function stamps(world: World): { iso: string; compact: string } {
  const moment = Temporal.Instant.fromEpochMilliseconds(world.now()).toZonedDateTimeISO("Europe/Brussels");
  const iso = moment.toString({ timeZoneName: "never", smallestUnit: "second" });
  return { iso, compact: `${iso.slice(0, 10).replaceAll("-", "")}.${iso.slice(11, 16).replace(":", "")}` };
}

function document(world: World, inside: string): string {
  const { iso, compact } = stamps(world);
  const { cxmlEncoding } = world.settings;
  const text = `<?xml version="1.0" encoding="${cxmlEncoding}"?>
<!DOCTYPE cXML SYSTEM "http://xml.cxml.org/schemas/cXML/1.2.050/cXML.dtd">
<cXML payloadID="${compact}.${world.next()}@klemrail.example" timestamp="${iso}" xml:lang="nl-BE">
${inside}
</cXML>
`;
  if (cxmlEncoding === "UTF-8") return text;
  return text.replace(/[^\0-\xff]/gu, (char) => reference(char.codePointAt(0) ?? 0));
}

export function setupResponse(world: World, startPage: string): string {
  return document(
    world,
    `  <Response>
    <Status code="200" text="OK"/>
    <PunchOutSetupResponse><StartPage><URL>${xmlText(startPage)}</URL></StartPage></PunchOutSetupResponse>
  </Response>`,
  );
}

export function statusResponse(world: World, code: number, text: string, why: string): string {
  return document(
    world,
    `  <Response><Status code="${code}" text="${xmlText(text)}">${xmlText(why)}</Status></Response>`,
  );
}

const money = (text: string, settings: Settings): string =>
  `<Money currency="${settings.currency}">${numberAsSent(text, settings)}</Money>`;

/** The net amount of a line, in cents. */
const amountOfLine = ({ quantity, price, per, priced }: ReturnLine, { priceIs }: Settings): Exact =>
  price === null ? 0n : amountOf(quantity * BigInt(priced?.inOne ?? 1), price, priceIs === "per one" ? 1 : per);

const vatOf = (line: ReturnLine): string => line.article.vat ?? "21.00";

function taxOf(line: ReturnLine, settings: Settings): string {
  const tax = money(shown(percentOf(amountOfLine(line, settings), vatOf(line))), settings);
  const rate = numberAsSent(shown(exact(vatOf(line)), 0), settings);
  return `
        <Tax>${tax}<Description xml:lang="nl-BE">BTW</Description><TaxDetail category="vat" percentageRate="${rate}"><TaxAmount>${tax}</TaxAmount></TaxDetail></Tax>`;
}

function itemOf(line: ReturnLine, world: World, n: number, auxiliary: string | null): string {
  const { settings } = world;
  const { article, quantity, unit, price, per, priced } = line;
  const { partIn, itemsAs } = settings;
  const number = xmlText(article.number);
  const parts = partIn === "SupplierPartID" ? [number, null] : ["", number];
  const auxiliaryId =
    auxiliary === null ? "" : `<SupplierPartAuxiliaryID>${xmlText(auxiliary)}</SupplierPartAuxiliaryID>`;
  const buyerPart = parts[1] === null ? "" : `<BuyerPartID>${parts[1]}</BuyerPartID>`;
  const code = (one: typeof unit): string => xmlText(unitCode(one, settings));
  const short = article.shortName === undefined ? "" : `<ShortName>${xmlText(article.shortName)}</ShortName>`;
  const long = article.longText === undefined ? "" : `\n${longTextAsSent(article.longText, settings)}`;
  const basis =
    per === 1 && priced === null
      ? ""
      : `
          <PriceBasisQuantity quantity="${per}" conversionFactor="${priced?.inOne ?? 1}"><UnitOfMeasure>${code(priced?.unit ?? unit)}</UnitOfMeasure></PriceBasisQuantity>`;
  const manufacturer =
    article.manufacturerNumber === undefined
      ? ""
      : `\n          <ManufacturerPartID>${xmlText(article.manufacturerNumber)}</ManufacturerPartID>`;
  const brand =
    article.brand === undefined ? "" : `\n          <ManufacturerName>${xmlText(article.brand)}</ManufacturerName>`;
  const lead = article.leadTime === undefined ? "" : `\n          <LeadTime>${article.leadTime}</LeadTime>`;
  const hasTax = settings.lineTax && price !== null;
  return `      <${itemsAs} quantity="${numberAsSent(shown(quantity, 0), settings)}" lineNumber="${n}">
        <ItemID><SupplierPartID>${parts[0]}</SupplierPartID>${auxiliaryId}${buyerPart}</ItemID>
        <ItemDetail>
          <UnitPrice>${price === null ? "" : money(shown(price), settings)}</UnitPrice>
          <Description xml:lang="nl-BE">${short}${xmlText(nameAsSent(article.name, settings) + long)}</Description>
          <UnitOfMeasure>${code(unit)}</UnitOfMeasure>${basis}
          <Classification domain="UNSPSC">${article.unspsc}</Classification>${manufacturer}${brand}${lead}
        </ItemDetail>${hasTax ? taxOf(line, settings) : ""}
      </${itemsAs}>`;
}

function headerOf(lines: readonly ReturnLine[], wanted: readonly Wanted[], world: World, returnTo: CxmlReturn): string {
  const { settings } = world;
  const { headerShipping, headerTaxExtra, headerTotalExtra, operationAllowed, contributions } = settings;
  const sum = (of: (line: ReturnLine) => Exact): Exact => lines.reduce((total, line) => total + of(line), 0n);
  const total = sum((line) => amountOfLine(line, settings)) + exact(headerTotalExtra);
  const tax = sum((line) => percentOf(amountOfLine(line, settings), vatOf(line))) + exact(headerTaxExtra);
  const allowed = returnTo.operation === "inspect" ? "inspect" : operationAllowed;
  const text = (what: string): string => `<Description xml:lang="nl-BE">${what}</Description>`;
  const costs =
    headerShipping === null
      ? ""
      : `
        <Shipping>${money(headerShipping, settings)}${text("Verzending")}</Shipping>
        <Tax>${money(shown(tax), settings)}${text("BTW")}</Tax>`;
  const inText = contributions === "header text" ? contributionsOf(wanted, world.articles) : 0n;
  const extrinsic =
    inText === 0n
      ? ""
      : `
        <Extrinsic name="Bijdragen">${shown(inText).replace(".", ",")} ${settings.currency}</Extrinsic>`;
  return `      <PunchOutOrderMessageHeader operationAllowed="${allowed}">
        <Total>${money(shown(total), settings)}</Total>${costs}${extrinsic}
      </PunchOutOrderMessageHeader>`;
}

function cookieOf({ cookie }: CxmlReturn, { buyerCookie }: Settings): string {
  if (buyerCookie === "missing") return "";
  return `\n      <BuyerCookie>${xmlText(buyerCookie === "kept" ? cookie : cookie.toUpperCase().slice(0, -1))}</BuyerCookie>`;
}

/** The basket as a PunchOutOrderMessage; without lines when nothing was chosen. */
export function orderMessage(
  world: World,
  returnTo: CxmlReturn,
  basket: { lines: readonly ReturnLine[]; wanted: readonly Wanted[]; id: number },
): string {
  const { settings } = world;
  const { domain, identity } = settings.cxmlSupplier;
  const { buyer } = returnTo;
  const supplier = `<Credential domain="${xmlText(domain)}"><Identity>${xmlText(identity)}</Identity></Credential>`;
  const items = basket.lines.map((line, index) => {
    const auxiliary = settings.auxiliaryIds ? `basket=${basket.id};pos=${index + 1}` : null;
    if (auxiliary !== null) world.auxiliaryIds.set(auxiliary, line.article.number);
    return `\n${itemOf(line, world, index + 1, auxiliary)}`;
  });
  return document(
    world,
    `  <Header>
    <From>${supplier}</From>
    <To><Credential domain="${xmlText(buyer.domain)}"><Identity>${xmlText(buyer.identity)}</Identity></Credential></To>
    <Sender>${supplier}<UserAgent>De Klemrail 3</UserAgent></Sender>
  </Header>
  <Message>
    <PunchOutOrderMessage>${cookieOf(returnTo, settings)}
${headerOf(basket.lines, basket.wanted, world, returnTo)}${items.join("")}
    </PunchOutOrderMessage>
  </Message>`,
  );
}
