/** Units by their Rec 20 code, and the codes shops send instead (contract section 2.1). */
export type Unit = keyof typeof units;

/** What people read, and the code SAP has for it. */
const units = {
  C62: { label: "stuk", sap: "ST", decimals: 0 },
  MTR: { label: "meter", sap: "M", decimals: 3 },
  KGM: { label: "kg", sap: "KG", decimals: 3 },
  LTR: { label: "liter", sap: "L", decimals: 3 },
  MTK: { label: "m²", sap: "M2", decimals: 3 },
  HUR: { label: "uur", sap: "STD", decimals: 3 },
  XPK: { label: "pak", sap: "PAK", decimals: 0 },
  XCT: { label: "karton", sap: "KAR", decimals: 0 },
  XBX: { label: "doos", sap: "DS", decimals: 0 },
  XRO: { label: "rol", sap: "ROL", decimals: 0 },
  PR: { label: "paar", sap: "PAA", decimals: 0 },
  SET: { label: "set", sap: "SET", decimals: 0 },
} as const;

/** As Dutch has it: measures have no plural. */
export function unitLabel(unit: Unit, count: number): string {
  const { label } = units[unit];
  const plurals: Partial<Record<Unit, string>> = {
    ...{ C62: "stuks", XPK: "pakken", XCT: "kartons", XBX: "dozen", XRO: "rollen", PR: "paar", SET: "sets" },
  };
  return count === 1 ? label : (plurals[unit] ?? label);
}

/** How many decimals its quantities are written with. */
export const unitDecimals = (unit: Unit): number => units[unit].decimals;

/** `pce` is Rec 20 with PCE for a piece, as in the example of section 2.2. */
export function unitCode(
  unit: Unit,
  { units: style, ownUnits }: { units: "rec20" | "sap" | "pce"; ownUnits: Partial<Record<Unit, string>> },
): string {
  const own = ownUnits[unit];
  if (own !== undefined) return own;
  if (style === "sap") return units[unit].sap;
  return style === "pce" && unit === "C62" ? "PCE" : unit;
}
