import { amount, divide, equals, multiply, type Amount } from "#domain/amount.ts";

/**
 * What suppliers write, in capitals and without a dot at the end, and the UN/ECE Rec 20/21 code that is meant (contract punchout-oci.md 2.1).
 * Not Rec 20 itself: `ST` is the piece of SAP and of the trade here, and a sheet there.
 */
const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    C62: ["ST", "STK", "STUK", "STUKS", "STCK", "PCE", "PC", "PCS", "EA", "NAR", "PIECE", "PIECES", "PIÈCE", "PIÈCES"],
    MTR: ["M", "LM", "METER", "METRE", "MÈTRE", "METRES", "MÈTRES"],
    KMT: ["KM", "KTM"],
    CMT: ["CM"],
    MMT: ["MM"],
    KGM: ["KG", "KILO"],
    GRM: ["G", "GR"],
    XPK: ["PAK", "PK", "PAC"],
    XCT: ["KAR", "CT", "KARTON", "CARTON"],
    XBX: ["DS", "DOOS", "BX", "BOX"],
    XRO: ["ROL", "RL", "RO", "ROLLE", "ROULEAU"],
    PR: ["PAA", "PAAR", "PAIRE", "NPR"],
    LTR: ["L", "LITER", "LITRE"],
    MTK: ["M2", "M²"],
    MTQ: ["M3", "M³"],
    HUR: ["H", "STD", "UUR", "HEURE"],
  }).flatMap(([code, spellings]) => spellings.map((spelling) => [spelling, code])),
);

/** Rec 20/21 codes that mean themselves. What is in neither list is asked once per supplier. */
const codes: ReadonlySet<string> = new Set(
  (
    "C62 H87 MTR KMT CMT MMT DMT HMT KGM GRM MGM TNE LTR MLT CLT DLT HLT MTK CMK DMK MTQ CMQ DMQ HUR MIN SEC DAY WEE MON ANN " +
    "PR SET KT DZN GRO CEN MIL E48 E51 LS P1 KWH " +
    "XPK XCT XBX XRO XBG XSA XPX XBE XCL XRL XDR XBO XCA XCQ XTU XSH XST XPA XCS XTB XJR XKG XPU XLE"
  ).split(" "),
);

/** How a unit is looked up and learnt: capitals, no blanks around it, no dot at its end. */
export function unitWord(suppliersWord: string): string {
  const word = suppliersWord.trim().toUpperCase();
  return word.endsWith(".") ? word.slice(0, -1) : word;
}

/**
 * The UN/ECE Rec 20 code of a supplier's word, or null when nobody knows: then it is asked, once per supplier, and kept in
 * `learnt` under `unitWord`. What was learnt wins: one supplier's `ST` is a sheet.
 */
export function unitOf(suppliersWord: string, learnt: Readonly<Record<string, string>>): string | null {
  const word = unitWord(suppliersWord);
  if (Object.hasOwn(learnt, word)) return learnt[word] ?? null;
  return words.get(word) ?? (codes.has(word) ? word : null);
}

/** How many base units one is. Only what is so by definition: a roll or a box says nothing about its content. */
const definitions: ReadonlyMap<string, { readonly base: string; readonly factor: Amount }> = new Map(
  Object.entries({
    MTR: { MTR: "1", KMT: "1000", HMT: "100", DMT: "0.1", CMT: "0.01", MMT: "0.001" },
    KGM: { KGM: "1", TNE: "1000", GRM: "0.001", MGM: "0.000001" },
    LTR: { LTR: "1", HLT: "100", DLT: "0.1", CLT: "0.01", MLT: "0.001", MTQ: "1000", DMQ: "1", CMQ: "0.001" },
    MTK: { MTK: "1", DMK: "0.01", CMK: "0.0001" },
    C62: { C62: "1", H87: "1", DZN: "12", GRO: "144", CEN: "100", MIL: "1000" },
    SEC: { SEC: "1", MIN: "60", HUR: "3600", DAY: "86400" },
  }).flatMap(([base, members]) =>
    Object.entries(members).map(([code, factor]) => [code, { base, factor: amount(factor) }]),
  ),
);

/**
 * How many `to` are in one `from`, as a fraction that is exact; null when that is not so by definition (a roll in metres).
 * Conversion happens once, at the border: whoever converted a price does not convert the quantity as well.
 */
export function unitsIn(from: string, to: string): { readonly over: Amount; readonly under: Amount } | null {
  if (from === to) return { over: amount("1"), under: amount("1") };
  const one = definitions.get(from);
  const other = definitions.get(to);
  if (one === undefined || other === undefined || one.base !== other.base) return null;
  return { over: one.factor, under: other.factor };
}

/** A quantity in another unit, null when it cannot be said exactly: 1 piece is no round number of dozens. */
export function convertQuantity(quantity: Amount, from: string, to: string): Amount | null {
  const ratio = unitsIn(from, to);
  if (ratio === null) return null;
  const whole = multiply(quantity, ratio.over);
  const converted = divide(whole, ratio.under);
  return equals(multiply(converted, ratio.under), whole) ? converted : null;
}
