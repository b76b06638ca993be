/** In groups of four, as on paper: an IBAN, the secret of a code app. */
export const inFours = (text: string): string => text.replaceAll(/\s/g, "").replaceAll(/(.{4})(?=.)/g, "$1 ");

export const groupedIban = (iban: string): string => inFours(iban.toUpperCase());
