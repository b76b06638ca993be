/** As the hub writes numbers until somebody chooses otherwise. */
export const usualFormat = "{yyyy}-{nnnn}";

export type FormatFault = "year" | "digits" | "signs";

/** What the hub would refuse in a format, before it is asked. */
export function faultOfFormat(format: string): FormatFault | null {
  const rest = format.replaceAll(/\{(yyyy|yy|n{1,10})\}/g, "");
  if (!/^[A-Za-z0-9 ./_-]*$/.test(rest) || format.length > 40 || format !== format.trim()) return "signs";
  if (!/\{(yyyy|yy)\}/.test(format)) return "year";
  return /\{n{4,10}\}/.test(format) ? null : "digits";
}

/** A whole number from 1; null for anything else. */
export function readSequence(typed: string): number | null {
  const number = /^\s*\d{1,9}\s*$/.test(typed) ? Number(typed) : 0;
  return number < 1 ? null : number;
}
