/** Texts and numbers in the forms the settings ask for. */
import type { Settings } from "./settings.ts";

const named: Readonly<Record<string, string>> = {
  ...{ "&": "amp", "<": "lt", ">": "gt", '"': "quot", "²": "sup2", "³": "sup3", é: "eacute", è: "egrave" },
  ...{ É: "Eacute", ë: "euml", ï: "iuml", ö: "ouml", ü: "uuml", ç: "ccedil", à: "agrave", "°": "deg" },
  ...{ "€": "euro", "–": "ndash", "“": "ldquo", "”": "rdquo", "½": "frac12", ø: "oslash", µ: "micro" },
};

const entities = (text: string): string =>
  text.replace(/[&<>"]|[^\0-\x7f]/gu, (char) => `&${named[char] ?? `#${char.codePointAt(0)}`};`);

/** What a shop sends as the name of an article. */
export function nameAsSent(text: string, { texts }: Settings): string {
  if (texts === "entities") return entities(text);
  return texts === "hostile" ? `<script>alert(1)</script>${text}` : text;
}

export function longTextAsSent(text: string, { texts }: Settings): string {
  if (texts === "entities") return entities(text).replaceAll("\n", "<br />");
  const attack = `"><img src=x onerror="alert(2)"><a href="javascript:alert(3)">{{7*7}} '; drop table --</a>`;
  return texts === "hostile" ? `${attack}${text}` : text;
}

/** Decimal text with the signs the settings ask for. */
export function numberAsSent(text: string, { decimalSign, thousandsSign }: Settings): string {
  const [whole = "", fraction] = text.split(".");
  const grouped = whole.replace(/(?<=\d)(?=(\d{3})+$)/g, thousandsSign);
  return fraction === undefined ? grouped : `${grouped}${decimalSign}${fraction}`;
}
