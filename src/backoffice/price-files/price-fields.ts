import type { TextKey } from "#domain/texts/text.ts";

export type PriceFieldName = Extract<TextKey, `price.field.${string}`>;

interface PriceField {
  readonly name: PriceFieldName;
  /** What headers of suppliers contain, in lower case and without accents (contract price-lists.md 4.4); short ones are whole words. */
  readonly hints: readonly string[];
}

const words = (list: string): readonly string[] => list.split(",");

/** What a column may be, in the order a form shows it. */
export const priceFields = {
  code: {
    name: "price.field.code",
    hints: words(
      "artikelnr,artikelnummer,artikelcode,art.nr,artnr,art nr,code,sku,reference,bestelnummer,bestelnr,code article,numero d'article,item number",
    ),
  },
  maker: {
    name: "price.field.maker",
    hints: words(
      "referentie,fabrikantref,fabrikantcode,fabrikant ref,artikelnr fabrikant,reference fabricant,ref fabricant,type",
    ),
  },
  gtin: { name: "price.field.gtin", hints: words("ean,ean code,eancode,ean-code,barcode,gtin,code barre,codebarre") },
  name: {
    name: "price.field.name",
    hints: words("omschrijving,description,designation,benaming,artikelnaam,libelle,naam"),
  },
  brand: { name: "price.field.brand", hints: words("merk,marque,brand,fabrikant,fabricant") },
  gross: {
    name: "price.field.gross",
    hints: words(
      "bruto,brutoprijs,tarief,catalogusprijs,prix brut,prix catalogue,tarif,adviesprijs,list price,lijstprijs",
    ),
  },
  net: {
    name: "price.field.net",
    hints: words("netto,nettoprijs,prix net,uw prijs,votre prix,inkoopprijs,net price,prix d'achat"),
  },
  discount: { name: "price.field.discount", hints: words("korting,kortingspercentage,remise,rabat,discount") },
  group: {
    name: "price.field.group",
    hints: words("kortingsgroep,kortinggroep,kortingscode,groupe de remise,famille,discount group"),
  },
  basis: {
    name: "price.field.basis",
    hints: words("per,prijseenheid,prijs per,prijs-eenheid,pe,unite de prix,prijsbasis,price unit"),
  },
  unit: { name: "price.field.unit", hints: words("eenheid,unite,vpe,unit") },
  orderUnit: { name: "price.field.orderUnit", hints: words("besteleenheid,unite de commande,order unit") },
  perOrderUnit: {
    name: "price.field.perOrderUnit",
    hints: words("bestelfactor,inhoud besteleenheid,prijseenheden per besteleenheid"),
  },
  usePerOrder: {
    name: "price.field.usePerOrder",
    hints: words("gebruikseenheden per besteleenheid,inhoud verpakking in gebruikseenheden"),
  },
  pack: { name: "price.field.pack", hints: words("verpakking,verpakkingshoeveelheid,emballage,conditionnement") },
  minimum: { name: "price.field.minimum", hints: words("minimum,minimale,min. aantal,minimum de commande") },
  multiple: { name: "price.field.multiple", hints: words("veelvoud,multiple") },
  recupel: { name: "price.field.recupel", hints: words("recupel") },
  bebat: { name: "price.field.bebat", hints: words("bebat") },
  auvibel: { name: "price.field.auvibel", hints: words("auvibel") },
  metal: { name: "price.field.metal", hints: words("koper,koperprijs,kopertoeslag,cuivre,metaaltoeslag") },
  vatRate: { name: "price.field.vatRate", hints: words("btw,btw%,btw-tarief,tva,taux tva") },
  validFrom: { name: "price.field.validFrom", hints: words("geldig,vanaf,date,geldig vanaf,datum,ingangsdatum") },
  category: { name: "price.field.category", hints: words("productgroep,categorie,artikelgroep,groep,groupe") },
  currency: { name: "price.field.currency", hints: words("munt,valuta,devise,currency") },
} as const satisfies Readonly<Record<string, PriceField>>;

export type PriceFieldCode = keyof typeof priceFields;
export const isPriceField = (field: string): field is PriceFieldCode => Object.hasOwn(priceFields, field);

/** Cells of these are numbers, each column with a decimal mark of its own. */
export const numericFields: ReadonlySet<PriceFieldCode> = new Set([
  "gross",
  "net",
  "discount",
  "perOrderUnit",
  "usePerOrder",
  "pack",
  "minimum",
  "multiple",
  "recupel",
  "bebat",
  "auvibel",
  "metal",
  "vatRate",
]);

export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .trim();

/** A weight or a size is no price, whatever else its header says. */
const isMeasure = /gewicht|poids|weight|volume|lengte|longueur|hoogte|hauteur|breedte|largeur|afmeting/;
const prices: ReadonlySet<string> = new Set(["gross", "net", "discount", "basis"]);

/** "Bruto per 100 st": a price, and what it is for. */
const perQuantity = /(?:\bper\s*|\/\s*)(1|10|100|1000)\b.*$/;

/** For how many units a header says its price is; null: it does not. */
export const basisOfHeader = (header: string): string | null => perQuantity.exec(folded(header))?.[1] ?? null;

/** Whether a header of a price says that VAT is in it; null: it says nothing. */
export function taxInHeader(header: string): boolean | null {
  const text = folded(header);
  if (/excl|\bht\b|htva|hors tva/.test(text)) return false;
  return /incl|\bttc\b|tvac|\bbtwi\b/.test(text) ? true : null;
}

/** How well a header means a field: the longer the hint, the surer; 0: not at all. */
function likeness(header: string, field: PriceFieldCode): number {
  if (isMeasure.test(header) && prices.has(field)) return 0;
  // "Prijs incl. btw" is a price and no rate.
  if (field === "vatRate" && /incl|excl|prijs|prix|price/.test(header)) return 0;
  const inWords = ` ${header.replaceAll(/[^a-z0-9%]+/g, " ").trim()} `;
  let best = 0;
  for (const hint of priceFields[field].hints) {
    const isWhole = header === hint;
    const isWord = inWords.includes(` ${hint.replaceAll(/[^a-z0-9%]+/g, " ").trim()} `);
    // Three letters stand in many words: `per` in koper, `ean` in oceaan.
    const isPart = hint.length > 4 && header.includes(hint);
    const score = isWhole ? 100 + hint.length : isWord ? 40 + hint.length : isPart ? hint.length : 0;
    best = Math.max(best, score);
  }
  return best;
}

/** A field for each header, each field at most once: the column that means it most keeps it. */
export function proposePriceFields(headers: readonly string[]): (PriceFieldCode | null)[] {
  const fields = Object.keys(priceFields) as PriceFieldCode[];
  const likely = headers.flatMap((header, position) =>
    fields.map((field) => ({ position, field, score: likeness(folded(header).replace(perQuantity, ""), field) })),
  );
  const chosen: (PriceFieldCode | null)[] = headers.map(() => null);
  const taken = new Set<PriceFieldCode>();
  for (const { position, field, score } of likely.toSorted((a, b) => b.score - a.score || a.position - b.position)) {
    if (score === 0 || chosen[position] !== null || taken.has(field)) continue;
    chosen[position] = field;
    taken.add(field);
  }
  return chosen;
}

/** How many headers of a row mean something. */
export const hits = (headers: readonly string[]): number =>
  proposePriceFields(headers).filter((field) => field !== null).length;
