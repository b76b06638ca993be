import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "./session.ts";

/** Price lists of a supplier, and files of prices at each of their steps. */
export interface PriceLists {
  /** With a file that waits to be taken over. */
  readonly priceList: string;
  /** As long as they are. */
  readonly longPriceList: string;
  readonly emptyPriceList: string;
  /** The file is there, what its columns are is asked. */
  readonly priceFileColumns: string;
  /** Read: with prices that look wrong, a unit nobody knows, and articles it leaves out. */
  readonly priceFilePreview: string;
  readonly priceFileApplied: string;
  readonly priceFileUndone: string;
  /** With discount, contribution, and what it cost before. */
  readonly supplierItem: string;
  /** That became an item of ours. */
  readonly ownSupplierItem: string;
  /** That item, with a supplier. */
  readonly boughtItem: string;
}

interface Made {
  readonly id: string;
}
interface File extends Made {
  readonly state: string;
  readonly batchId: string | null;
}
type Call = <T = Made>(method: string, path: string, body?: unknown) => Promise<T>;

const head = "Artikelnr;Omschrijving;Merk;EAN;Bruto;Kortingsgroep;Netto;Prijs per;Eenheid;Recupel;Minimum";
const first = `${head}
7000003;Installatiedraad H07V-U 1,5 mm² blauw, rol van 100 m;Prysmian;5412345000013;95,00;KAB1;38,00;100;M;;100
7000010;Kabel XVB-F2 3G2,5 grijs;Nexans;;189,00;KAB1;;100;M;;
0700002;LED-lamp 9 W E27 840;Philips;8711500000019;6,90;VER2;3,93;1;ST;0,0413;10
0700005;Automaat 2P 20 A curve C 6 kA;Legrand;;31,40;AUT1;18,45;1;ST;;
0700006;Differentieelschakelaar 4P 40 A 300 mA type A;Legrand;;164,00;AUT1;;1;ST;;
0700009;Inbouwdoos voor holle wand, per 50;Helia;;0,89;DOO3;0,41;1;ST;;50
0700011;Verlengsnoer op aanvraag;;;;;;1;ST;;
0700012;Oude halogeenlamp R7s 118 mm;Philips;;4,20;VER2;2,10;1;ST;0,0413;
`;
/** A price for 1 that was one for 100; a unit nobody knows; a barcode a spreadsheet rounded; and one article is gone. */
const second = `${head}
7000003;Installatiedraad H07V-U 1,5 mm² blauw, rol van 100 m;Prysmian;5412345000013;98,00;KAB1;39,20;1;M;;100
7000010;Kabel XVB-F2 3G2,5 grijs;Nexans;5,41235E+12;189,00;KAB1;84,00;100;M;;
0700002;LED-lamp 9 W E27 840;Philips;8711500000019;7,10;VER2;4,05;1;ST;0,0413;10
0700005;Automaat 2P 20 A curve C 6 kA;Legrand;;31,40;AUT1;18,45;1;ST;;
0700006;Differentieelschakelaar 4P 40 A 300 mA type A;Legrand;;164,00;AUT1;92,10;1;ST;;
0700009;Inbouwdoos voor holle wand, per 50;Helia;;0,89;DOO3;0,41;1;ST;;50
0700011;Verlengsnoer op aanvraag;;;;;;1;ST;;
0700020;Kabelgoot 60 x 40 wit, lengte van 2 m;Hager;;12,80;GOO1;7,04;1;LGT;;
0700021;Contactdoos met aarding, opbouw;Niko;;9,35;NIK1;5,61;1;ST;;
`;

const long = (): string =>
  [
    head,
    ...Array.from({ length: 640 }, (_, index) => {
      const code = `VM${100_200 + index * 7}`;
      const gross = (3 + ((index * 37) % 4100) / 10).toFixed(2).replace(".", ",");
      return `${code};Koppeling messing ${15 + (index % 9) * 3} mm, model ${index + 1};Viega;;${gross};SAN${index % 5};;1;ST;;`;
    }),
  ].join("\n");

const folder = (path: string, fileName: string): string => `${path}?fileName=${encodeURIComponent(fileName)}`;

/** Brings files of prices in as somebody does, and leaves each at another step. */
export async function makePriceLists(an: Session, administrationId: string): Promise<PriceLists> {
  const call: Call = (method, path, body) => an.call(method, path, body, administrationId);
  const until = async (path: string, state: string): Promise<File> => {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = await call<File>("GET", path);
      if (found.state === state) return found;
      await sleep(50);
    }
    throw new Error(`A file of prices does not become ${state}`);
  };
  const upload = async (list: string, fileName: string, csv: string): Promise<string> =>
    (await call("POST", folder(`/api/price-lists/${list}/imports`, fileName), Buffer.from(csv))).id;
  const preview = async (id: string, isWholeList: boolean): Promise<string> => {
    await call("PUT", `/api/price-imports/${id}/mapping`, { isWholeList });
    return (await until(`/api/price-imports/${id}`, "previewed")).id;
  };
  const apply = async (id: string): Promise<File> => {
    await call("POST", `/api/price-imports/${id}/apply`, {});
    return until(`/api/price-imports/${id}`, "applied");
  };
  const supplier = (name: string): Promise<Made> =>
    call("POST", "/api/parties", {
      name,
      addresses: { postal: { streetName: "Havenlaan 86", postalZone: "1000", cityName: "Brussel", countryCode: "BE" } },
    });
  const listOf = async (partyId: string, name: string, terms: object = {}): Promise<string> =>
    (await call("POST", "/api/price-lists", { partyId, name, terms })).id;

  const electro = await supplier("Groothandel Voorbeeld nv");
  const plumbing = await supplier("Sanitair Centrale bv");
  const priceList = await listOf(electro.id, "Elektro 2026", { salesRule: { kind: "margin", percent: "30" } });
  const longPriceList = await listOf(plumbing.id, "Sanitair 2026");
  const emptyPriceList = await listOf(plumbing.id, "Verwarming 2026");
  for (const [code, percent] of [
    ["KAB1", "60"],
    ["AUT1", "41"],
  ])
    await call("PUT", `/api/suppliers/${electro.id}/discount-groups`, {
      code,
      name: code === "KAB1" ? "Kabel en draad" : "Automaten",
      discounts: [{ kind: "percent", value: percent }, ...(code === "KAB1" ? [{ kind: "percent", value: "5" }] : [])],
    });

  const taken = async (csv: string, fileName: string): Promise<File> =>
    apply(await preview(await upload(priceList, fileName, csv), false));
  const priceFileApplied = (await taken(first, "Elektro januari.csv")).id;
  const later = first.replace(";3,93;1;ST", ";3,99;1;ST").replace(";18,45;1;ST", ";18,90;1;ST");
  await taken(later, "Elektro februari.csv");
  const undone = await taken(later.replaceAll(";3,99;", ";4,60;"), "Elektro maart.csv");
  await call("POST", `/api/price-batches/${undone.batchId}/undo`);
  await untilUndone(call, priceList, undone.batchId);
  await apply(await preview(await upload(longPriceList, "sanitair-2026.csv", long()), true));

  const [lamp, breaker] = await Promise.all([itemOf(call, priceList, "0700002"), itemOf(call, priceList, "0700005")]);
  const { id: boughtItem } = await call("POST", `/api/supplier-items/${breaker}/item`, {
    sellersItemIdentifier: "AUT-2P20C",
  });
  await call("PUT", `/api/items/${boughtItem}/suppliers/${plumbing.id}`, {
    suppliersItemIdentifier: "VM100234",
    purchasePrice: "19.80",
    leadTimeDays: 3,
  });
  const priceFileColumns = await upload(priceList, "Elektro april.csv", second);
  const priceFilePreview = await preview(await upload(priceList, "Elektro april.csv", second), true);
  return {
    priceList,
    longPriceList,
    emptyPriceList,
    priceFileColumns,
    priceFilePreview,
    priceFileApplied,
    priceFileUndone: undone.id,
    supplierItem: lamp,
    ownSupplierItem: breaker,
    boughtItem,
  };
}

async function itemOf(call: Call, priceListId: string, code: string): Promise<string> {
  const { items } = await call<{ items: (Made & { code: string })[] }>(
    "GET",
    `/api/supplier-items?priceListId=${priceListId}&search=${code}`,
  );
  const found = items.find((one) => one.code === code);
  if (found === undefined) throw new Error(`The price list has no ${code}`);
  return found.id;
}

async function untilUndone(call: Call, priceListId: string, batchId: string | null): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { items } = await call<{ items: File[] }>("GET", `/api/price-batches?priceListId=${priceListId}`);
    if (items.some(({ id, state }) => id === batchId && state === "undone")) return;
    await sleep(50);
  }
  throw new Error("A file of prices is not put back");
}
