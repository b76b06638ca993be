import { demoUser } from "#cli/demo-company.ts";
import type { DemoWorld } from "#cli/demo-world.ts";
import { openSession, type Session } from "./session.ts";

/** Logins at suppliers, and baskets that came back from a webshop. */
export interface Baskets {
  /** A login of everybody at a webshop, filled in. */
  readonly supplierLogin: string;
  /** One of a product with a service, still to be filled in. */
  readonly emptyLogin: string;
  /** A staged basket for a draft. */
  readonly basket: string;
  /** One that holds what was taken to a document before. */
  readonly basketAgain: string;
  /** A delivery note that came as a file, of a purchase order that was placed, and the entry it came by. */
  readonly deliveryNote: string;
  readonly fileLogin: string;
  /** A draft that takes no basket, and a document of a supplier. */
  readonly receipt: string;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

/** As a shop posts it back: a known unit and one nobody knows, a price per 100, one without a price, a contribution, and a line that is wrong. */
const posted = [
  {
    DESCRIPTION: "Kabel XVB-F2 3G2,5 ring 100 m",
    QUANTITY: "100",
    UNIT: "MTR",
    PRICE: "89.20",
    PRICEUNIT: "100",
    VENDORMAT: "1234567",
  },
  { DESCRIPTION: "Automaat 2P 20A C <b>modulair</b>", QUANTITY: "6", UNIT: "ST", PRICE: "18.45", VENDORMAT: "7654321" },
  { DESCRIPTION: "Haspel mantelbuis", QUANTITY: "2", UNIT: "HSP", PRICE: "31.00", VENDORMAT: "5550001" },
  { DESCRIPTION: "Verdeelkast op maat", QUANTITY: "1", UNIT: "ST", PRICE: "0", VENDORMAT: "9000042" },
  { DESCRIPTION: "Recupel-bijdrage", QUANTITY: "6", UNIT: "ST", PRICE: "0.05", VENDORMAT: "RECUPEL", SERVICE: "X" },
  { DESCRIPTION: "Onleesbaar aantal", QUANTITY: "1,000.000", UNIT: "ST", PRICE: "1", VENDORMAT: "1" },
];
const bodyOf = (lines: readonly Readonly<Record<string, string>>[]): string =>
  new URLSearchParams(
    lines.flatMap((line, index) =>
      Object.entries({ ...line, CURRENCY: "EUR" }).map(([name, value]) => [`NEW_ITEM-${name}[${index + 1}]`, value]),
    ),
  ).toString();

export async function makeBaskets({ hub }: DemoWorld, an: Session, administrationId: string): Promise<Baskets> {
  const call = <T = Made>(method: string, path: string, body?: unknown) =>
    an.call<T>(method, path, body, administrationId);
  await call("POST", "/api/apps/supplierWebshops/activate");
  const party = await call("POST", "/api/parties", { name: "Elektro Groothandel nv" });
  const login = await call("POST", "/api/supplier-entries", {
    function: "basket",
    connector: "oci",
    alias: "Magazijn",
    partyId: party.id,
  });
  await call("PUT", `/api/supplier-entries/${login.id}`, {
    version: login.version,
    settings: { address: "https://groothandel.example/oci", userName: "magazijn" },
    credentials: { password: "niet echt" },
  });
  const empty = await call("POST", "/api/supplier-entries", { function: "basket", connector: "cebeo" });
  // The page that leads into the shop is no JSON: it is read as a browser reads it.
  const browser = openSession(hub.url);
  await browser.call("POST", "/api/session", demoUser);
  const cookie = browser
    .cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
  const shopFor = async (documentId: string, lines: readonly Readonly<Record<string, string>>[]): Promise<string> => {
    const opened = await browser.call<{ visit: { page: string } | null }>(
      "POST",
      "/api/supplier-baskets/open",
      { entryId: login.id, documentId },
      administrationId,
    );
    const page = await (await fetch(new URL(opened.visit?.page ?? "", hub.url), { headers: { cookie } })).text();
    const [, path = ""] = /(\/punchout\/return\/[\w-]+)/.exec(page) ?? [];
    const answer = await fetch(new URL(path, hub.url), {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: bodyOf(lines),
    });
    const id = answer.headers.get("location")?.split("/").at(-1);
    if (id === undefined) throw new Error(`The basket did not come back: ${answer.status}`);
    return id;
  };
  const draft = (): Promise<Made> => call("POST", "/api/documents", { kind: "quote" });
  const plain = posted.slice(0, 2);
  const first = await draft();
  const taken = await shopFor(first.id, plain);
  const { version } = await browser.call<Made>("GET", `/api/supplier-baskets/${taken}`, undefined, administrationId);
  await browser.call(
    "POST",
    `/api/supplier-baskets/${taken}/to-document`,
    { version, documentId: first.id, documentVersion: first.version, key: "made-for-pictures" },
    administrationId,
  );
  const byFile = await call("POST", "/api/supplier-entries", {
    function: "document",
    connector: "omniterm",
    partyId: party.id,
  });
  return {
    fileLogin: byFile.id,
    deliveryNote: await noteOf(call, party.id, byFile.id),
    receipt: (await call("POST", "/api/documents", { kind: "purchaseReceipt" })).id,
    supplierLogin: login.id,
    emptyLogin: empty.id,
    basket: await shopFor((await draft()).id, posted),
    basketAgain: await shopFor((await draft()).id, plain),
  };
}

type Calling = <T = Made>(method: string, path: string, body?: unknown) => Promise<T>;

/** Twelve of twenty came, and something nobody ordered; brought in, found by its number and staged. */
async function noteOf(call: Calling, buyerId: string, entryId: string): Promise<string> {
  const line = { unitCode: "C62", vatCategory: "S", vatRate: "21" };
  const order = await call("POST", "/api/documents", {
    kind: "purchaseOrder",
    buyerId,
    lines: [
      { ...line, itemName: "Automaat 2P 20A C", sellersItemIdentifier: "7654321", quantity: "20", price: "18.45" },
      { ...line, itemName: "Lasdoos", sellersItemIdentifier: "4400010", quantity: "50", price: "1.20" },
    ],
  });
  const { number } = await call<{ number: string }>("POST", `/api/documents/${order.id}/issue`, {});
  const rows = [
    "Leveringsbon;Datum;Uw bestelnummer;Artikelcode;Omschrijving;Besteld;Geleverd;Nabesteld;Eenheid;Nettoprijs",
    `LB-990012;24/11/2026;${number};7654321;Automaat 2P 20A C <b>modulair</b>;20;12;8;ST;18,45`,
    `LB-990012;24/11/2026;${number};4400010;Lasdoos;50;0;50;ST;1,20`,
    `LB-990012;24/11/2026;${number};9900001;Niet besteld;;1;;ST;4,00`,
  ];
  const search = new URLSearchParams({ entryId, fileName: "leveringsbon.csv" });
  await call("POST", `/api/supplier-documents/upload?${search.toString()}`, Buffer.from(rows.join("\r\n")));
  const { basket } = await call<{ basket: Made | null }>("POST", "/api/supplier-documents", {
    ...{ entryId, kind: "deliveryNote", number: "LB-990012" },
  });
  if (basket === null) throw new Error("The delivery note was not found");
  return basket.id;
}
