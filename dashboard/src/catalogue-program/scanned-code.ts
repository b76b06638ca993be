import { plainCode, plainGtin } from "./search-terms.ts";

/** What a scanned or typed code may be looked up by, the likeliest first. */
export function codesToFind(scanned: string): string[] {
  const text = scanned.trim();
  const digits = /^\d{8,14}$/.test(text) ? text : (gtinInside(text) ?? "");
  const found = [digits === "" ? "" : plainGtin(digits), ...expandedUpc(text), plainCode(text)];
  return [...new Set(found)].filter((code) => code !== "");
}

/** Of a code that says more than the article: GS1 element strings (`(01)…`, `]C101…`, FNC1) and GS1 Digital Link. */
function gtinInside(text: string): string | null {
  const link = /^https?:\/\/[^/?#]+\/(?:[^?#]*\/)?01\/(\d{8,14})(?:[/?#]|$)/i.exec(text);
  if (link !== null) return link[1] ?? null;
  const written = /^\(01\)\s*(\d{14})/.exec(text);
  if (written !== null) return written[1] ?? null;
  // A reader says with a prefix or a separator (FNC1) that these are elements; a long bare number is not taken for one.
  const said = text.replaceAll(String.fromCharCode(29), "|");
  const elements =
    /^(?:\](?:C1|d2|Q3|e0)|\|)\|?01(\d{14})/.exec(said) ?? /^01(\d{14})(?:\||1[01357]\d{6}|10|21|$)/.exec(said);
  const gtin = elements?.[1];
  return gtin !== undefined && isRight(gtin) ? gtin : null;
}

/** Whether the last digit is the check digit of the others. */
export function isRight(gtin: string): boolean {
  const digits = gtin.split("").map(Number).toReversed();
  const sum = digits.slice(1).reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10 === digits[0];
}

/** UPC-E is a UPC-A with its zeros left out (GS1 General Specifications 7.10). */
function expandedUpc(text: string): string[] {
  const [, system = "", six = "", check = ""] = /^([01])(\d{6})(\d)$/.exec(text) ?? [];
  if (six === "") return [];
  const last = six.slice(5);
  const body =
    last <= "2"
      ? `${six.slice(0, 2)}${last}0000${six.slice(2, 5)}`
      : last === "3"
        ? `${six.slice(0, 3)}00000${six.slice(3, 5)}`
        : last === "4"
          ? `${six.slice(0, 4)}00000${six.slice(4, 5)}`
          : `${six.slice(0, 5)}0000${last}`;
  const upc = `${system}${body}${check}`;
  return isRight(upc) ? [plainGtin(upc)] : [];
}
