/** What the three shops of the demo sell: name, code and price with VAT in euro cents, by the tax class a WooCommerce shop keeps. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly cents: number;
}

/** Tax classes of the recorded shop: `""` 21 %, `tussentarief` 12 %, `reduced-rate` 6 % in Belgium. */
export type TaxClass = "" | "tussentarief" | "reduced-rate";
export type Assortment = Readonly<Record<TaxClass, readonly Product[]>>;

export const bicycles: Assortment = {
  "": [
    { sku: "HELM-UM", name: "Fietshelm Urban M", cents: 6990 },
    { sku: "SLOT-U12", name: "Beugelslot U12", cents: 4495 },
    { sku: "LICHT-SET", name: "Lichtset oplaadbaar 60 lux", cents: 3499 },
    { sku: "TAS-DUB22", name: "Dubbele fietstas 22 l", cents: 5995 },
    { sku: "BAND-28", name: "Buitenband 28 inch lekvrij", cents: 2790 },
    { sku: "POMP-V", name: "Vloerpomp met manometer", cents: 3950 },
    { sku: "BEL-KOPER", name: "Fietsbel koper", cents: 1295 },
  ],
  tussentarief: [{ sku: "BON-ONT", name: "Ontbijtpakket fietsweekend", cents: 2450 }],
  "reduced-rate": [
    { sku: "HERST-UUR", name: "Herstelling fiets, per uur", cents: 5200 },
    { sku: "GIDS-LF", name: "Routegids Lange Afstand", cents: 1995 },
    { sku: "KAART-KN", name: "Knooppuntenkaart Vlaanderen", cents: 1250 },
  ],
};

export const wines: Assortment = {
  "": [
    { sku: "W-RIES22", name: "Riesling Mosel 2022", cents: 1195 },
    { sku: "W-PINOT", name: "Pinot noir Ahr", cents: 1690 },
    { sku: "W-CAVA", name: "Cava brut nature", cents: 1345 },
    { sku: "W-BOX6", name: "Proefdoos 6 flessen", cents: 6900 },
    { sku: "GLAS-4", name: "Wijnglazen, set van 4", cents: 3495 },
    { sku: "KURK-K", name: "Kurkentrekker kelner", cents: 995 },
  ],
  tussentarief: [{ sku: "PROEF-AV", name: "Proefavond met hapjes", cents: 4900 }],
  "reduced-rate": [
    { sku: "OLIJF-05", name: "Olijfolie extra vierge 0,5 l", cents: 1195 },
    { sku: "KAAS-GEIT", name: "Geitenkaas gerijpt 250 g", cents: 745 },
    { sku: "CHOC-70", name: "Chocolade 70% 100 g", cents: 395 },
  ],
};

export const stationery: Assortment = {
  "": [
    { sku: "STYLO-F", name: "Stylo plume « Meuse »", cents: 4250 },
    { sku: "CARNET-A5", name: "Carnet A5 pointillé", cents: 1690 },
    { sku: "AGENDA-27", name: "Agenda 2027 à spirale", cents: 2195 },
    { sku: "ENCRE-B", name: "Encre bleu nuit 50 ml", cents: 1390 },
    { sku: "TROUSSE", name: "Trousse en feutre", cents: 1850 },
  ],
  tussentarief: [{ sku: "ATELIER", name: "Atelier calligraphie, goûter compris", cents: 3900 }],
  "reduced-rate": [
    { sku: "LIVRE-NAM", name: "Livre « Namur secrète »", cents: 2400 },
    { sku: "CARTE-W", name: "Carte randonnée Wallonie", cents: 1190 },
    { sku: "BD-01", name: "Bande dessinée, tome 1", cents: 1295 },
  ],
};
