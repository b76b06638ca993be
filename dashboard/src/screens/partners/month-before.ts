/** First and last day of the calendar month before the one a day is in. */
export function monthBefore(day: string): { readonly from: string; readonly to: string } {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const to = new Date(Date.UTC(year, month - 1, 0)).toISOString().slice(0, 10);
  return { from: `${to.slice(0, 8)}01`, to };
}
