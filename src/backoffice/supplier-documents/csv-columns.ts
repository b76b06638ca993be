/** What a column of a CSV with an order or a delivery note may be, by what stands above it: in lower case, without accents. */
const headings = {
  number:
    "documentnummer,document,leveringsbon,leveringsbonnummer,leverbon,bonnummer,pakbon,ordernummer leverancier,bestelnummer leverancier,numero du document,bon de livraison,numero du bon,delivery note,document number,despatch advice",
  ourOrderNumber:
    "uw ordernummer,uw bestelnummer,uw order,uw bestelling,onze bestelling,ordernummer klant,inkooporder,bestelbon,votre commande,votre numero de commande,commande client,your order,your order number,customer order,purchase order",
  date: "datum,leverdatum,leveringsdatum,documentdatum,date,date de livraison,delivery date",
  lineId: "regel,regelnummer,lijn,lijnnummer,pos,positie,ligne,numero de ligne,line,line number,position",
  ourLineId: "uw regel,uw lijn,orderregel,bestelregel,votre ligne,your line,order line",
  code: "artikelcode leverancier,artikelcode,artikelnummer,artikelnr,artikel,art.nr,artnr,code,code article,numero d'article,reference,sku,item number,item code,supplier's item code",
  manufacturer:
    "code fabrikant,fabrikantcode,referentie fabrikant,fabrikantref,ref fabricant,code fabricant,manufacturer code,type",
  gtin: "barcode,ean,eancode,ean-code,ean code,gtin,code-barres,code barre",
  description: "omschrijving,benaming,artikelnaam,designation,description,libelle",
  brand: "merk,marque,brand",
  quantity: "aantal,aantal besteld,besteld,hoeveelheid,quantite,quantite commandee,commande,quantity,ordered,qty",
  delivered: "geleverd,aantal geleverd,livre,quantite livree,delivered,delivered quantity,quantity delivered",
  backordered: "nabesteld,backorder,in backorder,nog te leveren,rest,reliquat,reste a livrer,back order,outstanding",
  unit: "eenheid,unite,unit,verkoopeenheid",
  price:
    "netto,nettoprijs,prijs,kostprijs per eenheid,eenheidsprijs,uw prijs,prix net,prix,prix unitaire,net price,price,unit price,cost per unit",
  basis: "per,prijs per,prijseenheid,prix par,price per,price unit",
  vatRate: "btw,btw %,btw-tarief,tva,tva %,taux tva,vat,vat %,vat rate",
  currency: "munt,valuta,devise,monnaie,currency",
} as const;
export type CsvField = keyof typeof headings;

const plainHeading = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[’‘]/g, "'")
    .replaceAll(/[()[\]:*]/g, " ")
    .trim()
    .replaceAll(/\s+/g, " ");

const fields = new Map(
  (Object.entries(headings) as [CsvField, string][]).flatMap(([field, list]) =>
    list.split(",").map((heading) => [heading, field] as const),
  ),
);

/** Which column holds what; a heading nobody knows says nothing, and of two columns of one kind the first counts. */
export function columnsOf(cells: readonly string[]): ReadonlyMap<CsvField, number> {
  const found = new Map<CsvField, number>();
  for (const [index, cell] of cells.entries()) {
    const field = fields.get(plainHeading(cell));
    if (field !== undefined && !found.has(field)) found.set(field, index);
  }
  return found;
}
