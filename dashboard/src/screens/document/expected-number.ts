interface Series {
  readonly kind: string;
  readonly format: string;
  readonly next: readonly { readonly year: number; readonly next: number }[];
}

/** As the hub writes it, when the series was never used. */
const usualFormat = "{yyyy}-{nnnn}";

/** The number a document would get on that day, unless somebody takes it first. */
export function expectedNumber(series: readonly Series[], kind: string, day: string): string {
  const own = series.find((one) => one.kind === kind);
  const year = Number(day.slice(0, 4));
  const next = own?.next.find((one) => one.year === year)?.next ?? 1;
  return (own?.format ?? usualFormat).replaceAll(/\{(yyyy|yy|n{1,10})\}/g, (_, token: string) => {
    if (token === "yyyy") return String(year);
    return token === "yy" ? String(year % 100).padStart(2, "0") : String(next).padStart(token.length, "0");
  });
}
