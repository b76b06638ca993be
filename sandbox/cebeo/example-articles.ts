/** Names, numbers and prices are invented; the first two are those of the contract's examples. */
import type { Article } from "./articles.ts";

const none = { ecotax: "0.0000", recupel: "0.0000", sabam: "0.0000", tav: "21.00" } as const;
const cable = { brandCode: "123", brandName: "KABELFABRIEK NV", unit: "MTR", stockCode: "A", ...none } as const;
const switches = { brandCode: "310", brandName: "SCHAKELAAR & CO ELEKTRO", unit: "PCE", pack: 1, ...none } as const;

export const exampleArticles: readonly Article[] = [
  {
    ...{ ...cable, supplierItemId: "7000001", reference: "XVB3G2,5", description: "XVB-F2 3G2,5 ring 100 m" },
    ...{ reelCode: "R", reelLength: 100, ean: "5412345000013", stock: "12500", pack: 100 },
    ...{ tarifPrice: "4.7620", netPrice: "2.1050" },
  },
  {
    ...{ ...none, supplierItemId: "0700002", brandCode: "45", brandName: "LICHTMERK", reference: "LED-9W-840" },
    ...{ description: "LED lamp 9 W", stockCode: "B", stock: null, unit: "PCE", pack: 10 },
    ...{ tarifPrice: "6.9000", netPrice: "3.9330", recupel: "0.0413" },
  },
  // The same cable in other packagings: only the reel tells them apart.
  {
    ...{ ...cable, supplierItemId: "7000004", reference: "XVB3G2,5", description: "XVB-F2 3G2,5 haspel 500 m" },
    ...{ reelCode: "H", reelLength: 500, ean: "5412345000044", stock: "4000", pack: 500 },
    ...{ tarifPrice: "4.7620", netPrice: "1.9980" },
  },
  {
    ...{ ...cable, supplierItemId: "7000005", reference: "XVB3G2,5", description: "XVB-F2 3G2,5 haspel 1000 m" },
    ...{ reelCode: "H", reelLength: 1000, ean: "5412345000051", stock: "0", pack: 1000 },
    ...{ tarifPrice: "4.7620", netPrice: "1.9450" },
  },
  {
    ...{ ...switches, supplierItemId: "3100010", reference: "AUT-2P-C16", description: "Automaat 2P C16 6 kA" },
    ...{ ean: "5412345310107", stockCode: "A", stock: "240", tarifPrice: "24.5000", netPrice: "12.2500" },
    ...{ promotionCode: "NAJAAR26" },
  },
  {
    ...{
      ...switches,
      supplierItemId: "3100011",
      reference: "DIF-2P-40-300",
      description: "Verliesstroomschakelaar 40 A",
    },
    ...{ stockCode: "A", stock: "18", tarifPrice: "118.9000", netPrice: "61.8280", customerItemId: "DIFF40" },
  },
  // On request: no price.
  {
    ...{ ...switches, supplierItemId: "3100012", reference: "KAST-SP-01", description: 'Kast op maat <"Ampère" & co>' },
    ...{ stockCode: "C", stock: "", tarifPrice: null, netPrice: null },
  },
  {
    ...{ ...none, supplierItemId: "4500020", brandCode: "45", brandName: "LICHTMERK", reference: "PANEEL-6060" },
    ...{ description: "LED-paneel 60 × 60 cm, 36 W – 4000 K", stockCode: "A", stock: "75", unit: "PCE", pack: 1 },
    ...{ tarifPrice: "1249.0000", netPrice: "1104.5000", recupel: "0.1157", ean: "5412345450207" },
  },
];
