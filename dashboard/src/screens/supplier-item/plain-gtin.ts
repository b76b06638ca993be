/** A barcode as people know it: the hub keeps fourteen digits, most have thirteen, a short one eight. */
export const plainGtin = (gtin: string): string =>
  gtin.startsWith("000000") ? gtin.slice(6) : gtin.length === 14 ? gtin.replace(/^0/, "") : gtin;
