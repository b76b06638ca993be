/** What the wholesaler sells. Everything here is invented, but for the lines of contract sections 2.2 and 5.2. */
import type { Unit } from "./units.ts";

export interface Article {
  /** The wholesaler's number (VENDORMAT), with every blank that belongs to it. */ readonly number: string;
  /** The shop's own key (EXT_PRODUCT_ID), also in addresses. */ readonly productId: string;
  readonly name: string;
  readonly shortName?: string;
  readonly longText?: string;
  readonly unit: Unit;
  /** Decimal text, for `per` units. */ readonly price: string;
  readonly per?: number;
  /** The price is for units of this kind, of which one ordered unit has so many: a reel priced per metre. */
  readonly priced?: { readonly unit: Unit; readonly inOne: number };
  /** Ordered in multiples of it, decimal text. */ readonly step?: string;
  /** Days. */ readonly leadTime?: number;
  /** Percentage. Default 21.00. */ readonly vat?: string;
  readonly brand?: string;
  readonly manufacturerNumber?: string;
  readonly group: string;
  readonly unspsc: string;
  /** The number of the charge that comes with every unit. */ readonly contribution?: string;
  /** A charge: not found by searching, and a service line in what is returned. */ readonly isCharge?: boolean;
  /** Numbers and quantities of what a set consists of. */
  readonly parts?: readonly { readonly number: string; readonly quantity: number }[];
}

const wire = (color: string, number: string, productId: string): Article => ({
  ...{ number, productId, name: `Installatiedraad H07V-U 1,5 mm² ${color}`, shortName: `Draad 1,5 ${color}` },
  ...{ longText: "Ring 100 m", unit: "MTR", price: "23.90", per: 100, step: "100", leadTime: 1, brand: "Kabelhuis" },
  ...{ manufacturerNumber: `H07V-U1,5${color.slice(0, 2).toUpperCase()}`, group: "Draad en kabel", unspsc: "26121600" },
});

const charge = (number: string, name: string, price: string): Article => ({
  ...{ number, productId: `C-${number}`, name, unit: "C62", price, isCharge: true, group: "Bijdragen" },
  unspsc: "76121500",
});

export const exampleArticles = (): Article[] => [
  { ...wire("blauw", "031710    005  100", "P-88112"), manufacturerNumber: "H07V-U1,5BL" },
  wire("bruin", "031710    006  100", "P-88113"),
  wire("geel/groen", "031710    009  100", "P-88114"),
  {
    ...{ number: "044200  3G2,5 R100", productId: "P-88240", name: "Kabel XVB-F2 3G2,5 ring van 100 meter" },
    ...{ shortName: "XVB 3G2,5 ring", unit: "XRO", price: "98.40", per: 100, priced: { unit: "MTR", inOne: 100 } },
    ...{
      longText: "Halogeenvrije kabel, klasse B2ca.\nGeleverd op een ring; andere lengten op aanvraag.",
      leadTime: 2,
    },
    ...{ brand: "Kabelhuis", manufacturerNumber: "XVB3G25R", group: "Draad en kabel", unspsc: "26121600" },
  },
  {
    ...{ number: "L-9W", productId: "P-70310", name: "LED lamp 9 W", unit: "C62", price: "2.20", leadTime: 1 },
    ...{ brand: "Zonlicht", manufacturerNumber: "8712000000019", group: "Verlichting", unspsc: "39101600" },
    contribution: "RECUPEL",
  },
  {
    ...{ number: "L-PAN 60x60", productId: "P-70420", name: "LED-paneel 60x60 cm 34 W 4000 K", unit: "C62" },
    ...{ price: "41.75", leadTime: 3, brand: "Zonlicht", manufacturerNumber: "ZL-6060-34", group: "Verlichting" },
    ...{ unspsc: "39111500", contribution: "RECUPEL" },
  },
  {
    ...{
      number: "SCH-5x60 VK",
      productId: "P-10115",
      name: "Spaanplaatschroef 5x60 verzonken kop, verzinkt",
      unit: "C62",
    },
    ...{ price: "38.5", per: 1000, step: "200", leadTime: 1, brand: "Draadvast", manufacturerNumber: "DV5060" },
    ...{ group: "Bevestiging", unspsc: "31161500", longText: "Per doos van 200 stuks." },
  },
  {
    ...{
      number: "SCH-4x40 VK",
      productId: "P-10112",
      name: "Spaanplaatschroef 4x40 verzonken kop, verzinkt",
      unit: "C62",
    },
    ...{ price: "21.35", per: 1000, step: "200", leadTime: 1, brand: "Draadvast", manufacturerNumber: "DV4040" },
    ...{ group: "Bevestiging", unspsc: "31161500" },
  },
  {
    ...{ number: "PLUG 8", productId: "P-10300", name: "Nylon plug 8 mm, pak van 100", unit: "XPK", price: "4.15" },
    ...{ leadTime: 1, brand: "Draadvast", manufacturerNumber: "DVP8", group: "Bevestiging", unspsc: "31162000" },
  },
  {
    ...{ number: "CAFÉ-ZUIL 3", productId: "P-55003", name: "Contactzuil “Café” 3-voudig, crème", unit: "C62" },
    ...{ price: "61.80", leadTime: 5, brand: "Stroomstijl", manufacturerNumber: "SS-CZ3", group: "Schakelmateriaal" },
    ...{ unspsc: "39121400", longText: "Zuil voor op het werkblad – kleur crème – 230 V~ ≤ 16 A" },
  },
  {
    ...{ number: "SET-WCD-2", productId: "P-56200", name: "Set dubbele wandcontactdoos inbouw", unit: "SET" },
    ...{ price: "11.40", leadTime: 1, brand: "Stroomstijl", group: "Schakelmateriaal", unspsc: "39121400" },
    parts: [
      { number: "WCD-SOK", quantity: 2 },
      { number: "RAAM-2", quantity: 1 },
    ],
  },
  {
    ...{ number: "WCD-SOK", productId: "P-56201", name: "Sokkel wandcontactdoos met penaarde", unit: "C62" },
    ...{ price: "4.35", leadTime: 1, brand: "Stroomstijl", manufacturerNumber: "SS-WS", group: "Schakelmateriaal" },
    unspsc: "39121400",
  },
  {
    ...{ number: "RAAM-2", productId: "P-56202", name: "Afdekraam 2-voudig wit", unit: "C62", price: "2.70" },
    ...{
      leadTime: 1,
      brand: "Stroomstijl",
      manufacturerNumber: "SS-R2",
      group: "Schakelmateriaal",
      unspsc: "39121400",
    },
  },
  {
    ...{
      number: "KOPER 15",
      productId: "P-20015",
      name: "Koperbuis 15 mm, halfhard, op maat",
      unit: "MTR",
      price: "7.925",
    },
    ...{ leadTime: 2, brand: "Buizerd", manufacturerNumber: "BZ15HH", group: "Sanitair", unspsc: "40171500" },
  },
  {
    ...{ number: "KIT-S 310", productId: "P-30310", name: "Sanitairkit wit 310 ml", unit: "C62", price: "5.95" },
    ...{ leadTime: 1, brand: "Vulvast", manufacturerNumber: "8712000000316", group: "Sanitair", unspsc: "31201600" },
  },
  {
    ...{ number: "ISO-PIR 60", productId: "P-40060", name: "Isolatieplaat PIR 60 mm", unit: "MTK", price: "15.2550" },
    ...{
      leadTime: 4,
      brand: "Warmvast",
      manufacturerNumber: "WV-PIR60",
      group: "Isolatie",
      unspsc: "30141500",
      vat: "6.00",
    },
  },
  {
    ...{
      number: "BOILER 120",
      productId: "P-60120",
      name: "Elektrische boiler 120 liter",
      unit: "C62",
      price: "1249.00",
    },
    ...{ leadTime: 7, brand: "Warmvast", manufacturerNumber: "WV-B120", group: "Sanitair", unspsc: "40101800" },
    contribution: "RECUPEL-W",
  },
  charge("RECUPEL", "Recupel bijdrage", "0.05"),
  charge("RECUPEL-W", "Recupel bijdrage witgoed", "6.00"),
];

/** What has all these words in its number, name, brand or group, whatever the case; charges are not for sale. */
export function found(articles: ReadonlyMap<string, Article>, search: string): Article[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return [...articles.values()].filter((article) => {
    const { number, name, brand = "", manufacturerNumber = "", group } = article;
    const text = [number, name, brand, manufacturerNumber, group].join(" ").toLowerCase();
    return article.isCharge !== true && words.every((word) => text.includes(word));
  });
}
