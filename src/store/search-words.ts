/** A company or VAT number, as people write it with signs. */
const numberWithSigns = /^[a-z]{0,2}[\d./-]{6,}$/i;

/** What somebody looks for, word by word: each has to be found. At most eight; the signs of `like` are letters like others. */
export const searchWords = (q: string): string[] =>
  q
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 8)
    .map((word) => (numberWithSigns.test(word) ? word.replaceAll(/[./-]/g, "") : word))
    .map((word) => word.replaceAll(/[\\%_]/g, String.raw`\$&`));
