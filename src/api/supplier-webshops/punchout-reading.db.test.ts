import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, type Answer } from "#api/testing/api-under-test.ts";
import { setUp, type Browser } from "#api/testing/browser.ts";
import { eraseSettings } from "#connect/connector.ts";
import { oci } from "#connectors/oci/connector.ts";
import { draftOf, switchOn } from "./testing/supplier-logins.ts";

const api = await apiUnderTest({ connectors: [eraseSettings(oci)], openHosts: ["shop.example"] });
const { owner: database } = api.store;
let an: Browser;
let administrationId = "";
let partyId = "";
beforeAll(async () => {
  ({ browser: an, administrationId } = await setUp(api));
  await switchOn(an);
  const party: Made = (await an.call("POST", "/api/parties", { name: "Groothandel Voorbeeld NV" })).json;
  partyId = party.id;
});

interface Page {
  readonly id: string;
  readonly version: number;
  readonly lines: readonly {
    readonly unitCode: string;
    readonly basisUnitCode: string;
    readonly description: string;
    readonly isTicked: boolean;
    readonly offer: { readonly price: string };
  }[];
  readonly ticked: object;
  readonly remarks: readonly string[];
}
interface Made {
  readonly id: string;
  readonly version: number;
}

let logins = 0;
/** A visit to a shop whose login says this of how it writes; where its basket must be sent. */
async function visit(settings: object): Promise<{ readonly path: string; readonly token: string }> {
  logins += 1;
  const login = { function: "basket", connector: "oci", alias: `Login ${logins}`, isMine: false, partyId };
  const { id, version }: Made = (await an.call("POST", "/api/supplier-entries", login)).json;
  const saved = await an.call("PUT", `/api/supplier-entries/${id}`, {
    version,
    settings: { address: "https://shop.example/oci", userName: `an${logins}`, ...settings },
    credentials: { password: "geheim" },
  });
  if (saved.status !== 200) throw new Error(saved.text);
  const opened = await an.call("POST", "/api/supplier-baskets/open", { entryId: id });
  const { visit: begun }: { readonly visit: { readonly page: string } } = opened.json;
  const { text } = await an.call("GET", begun.page);
  const [, hook = ""] = /value="(https:\/\/[^"]*\/punchout\/return\/[^"]*)"/.exec(text) ?? [];
  const path = new URL(hook).pathname;
  return { path, token: path.split("/").at(-1) ?? "" };
}
const post = (path: string, body: string, type = "application/x-www-form-urlencoded"): Promise<Answer> =>
  api.call("POST", path, { body, headers: { "content-type": type, "accept-language": "nl" } });
const field = (line: number, name: string, value: string): readonly [string, string] => [
  `NEW_ITEM-${name}[${line}]`,
  value,
];
const line = (n: number, given: Readonly<Record<string, string>>) =>
  Object.entries({ VENDORMAT: `A${n}`, QUANTITY: "2", UNIT: "ST", PRICE: "10.00", CURRENCY: "EUR", ...given }).map(
    ([name, value]) => field(n, name, value),
  );
const form = (...lines: readonly (readonly [string, string])[][]): string =>
  new URLSearchParams(lines.flat().map(([name, value]) => [name, value])).toString();
const staged = async (answer: Answer, language = "nl"): Promise<Page> => {
  expect([answer.status, answer.status === 303 ? "" : answer.text]).toEqual([303, ""]);
  const id = answer.headers.location?.split("/").at(-1) ?? "";
  return (await an.call("GET", `/api/supplier-baskets/${id}`, undefined, { "accept-language": language })).json;
};

test("units are read as the login says, and over that as people taught us since, in the price as well", async () => {
  const learntUnits = ["HASPEL=XRO", "BUND=XBE"];
  await sql`insert into supplier_units (administration_id, party_id, suppliers_word, unit_code, changed_by)
    values (${administrationId}, ${partyId}, 'BUND', 'XPK', 'An')`.execute(database);
  const { path } = await visit({ learntUnits });
  const page = await staged(await post(path, form(line(1, { UNIT: "Haspel" }), line(2, { UNIT: "bund." }))));
  expect(page.lines.map(({ unitCode, basisUnitCode }) => [unitCode, basisUnitCode])).toEqual([
    ["XRO", "XRO"],
    ["XPK", "XPK"],
  ]);
});

test("a price is per what the login says, in the comma it says, and in parts as well as in one", async () => {
  const lines = line(1, { PRICE: "1.480,00", PRICEUNIT: "1000" });
  const prices: unknown[] = [];
  for (const pricePer of ["priceunit", "one"]) {
    const { path } = await visit({ pricePer, decimalMark: "comma" });
    const parts = lines.map(
      ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const page = await staged(await post(path, `${parts.join("")}--x--\r\n`, "multipart/form-data; boundary=x"));
    prices.push(page.lines[0]?.offer.price);
  }
  expect(prices).toEqual(["1.48", "1480"]);
});

test("a contribution that the prices hold already is shown and not ticked, and that is said", async () => {
  const recupel = { VENDORMAT: "RECUPEL", SERVICE: "X", PRICE: "0.05" };
  const pageOf = async (priceIncludesSurcharges: string) => {
    const { path } = await visit({ priceIncludesSurcharges });
    return staged(await post(path, form(line(1, {}), line(2, recupel))));
  };
  const ticks = (page: Page) => page.lines.map(({ isTicked }) => isTicked);
  const included = await pageOf("yes");
  expect([ticks(included), included.ticked]).toEqual([[true, false], { count: 1, amount: "20.00" }]);
  expect(included.remarks).toEqual([expect.stringMatching(/^Regel 2: De prijzen van deze webshop bevatten dit al/)]);
  for (const said of ["no", "unknown"]) expect(ticks(await pageOf(said))).toEqual([true, true]);
});

test("what a cXML shop states of the whole basket has a name, in the reader's language and on the document", async () => {
  const { path, token } = await visit({ protocol: "oci" });
  const money = (name: string, value: string): string => `<${name}><Money currency="EUR">${value}</Money></${name}>`;
  const message = `<cXML><Message><PunchOutOrderMessage><BuyerCookie>${token}</BuyerCookie><PunchOutOrderMessageHeader operationAllowed="create">${money("Total", "31.00")}${money("Shipping", "7.50")}</PunchOutOrderMessageHeader><ItemIn quantity="2"><ItemID><SupplierPartID>L-9W</SupplierPartID></ItemID><ItemDetail>${money("UnitPrice", "10.00")}<Description xml:lang="nl">Lamp</Description><UnitOfMeasure>EA</UnitOfMeasure></ItemDetail></ItemIn></PunchOutOrderMessage></Message></cXML>`;
  const answer = await post(path, form([["cXML-urlencoded", message]]));
  const names = (page: Page) => page.lines.map(({ description }) => description);
  const page = await staged(answer);
  const difference = "Verschil tussen het totaal van de webshop en de regels";
  expect(names(page)).toEqual(["Lamp", "Verzendkosten", difference]);
  expect(names(await staged(answer, "fr"))[1]).toBe("Frais d’expédition");
  expect(names(await staged(answer, "en"))[1]).toBe("Shipping");
  const csv = await an.call("GET", `/api/supplier-baskets/${page.id}/csv?which=all`, undefined, {
    "accept-language": "nl",
  });
  expect(csv.text).toContain(difference);
  const document = await draftOf(an, "purchaseOrder");
  const taken = await an.call("POST", `/api/supplier-baskets/${page.id}/to-document`, {
    version: page.version,
    documentId: document.id,
    documentVersion: document.version,
    key: "11111111-1111-4111-8111-111111111111",
    again: false,
  });
  expect(taken.json).toEqual({ documentId: document.id, lines: 3 });
  const read = await an.call("GET", `/api/documents/${document.id}`);
  const { lines }: { readonly lines: readonly { readonly itemName: string }[] } = read.json;
  expect(lines.map(({ itemName }) => itemName)).toEqual(["Lamp", "Verzendkosten", difference]);
});
