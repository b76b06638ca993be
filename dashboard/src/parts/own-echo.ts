/**
 * What is still under way after `value` came back, of the values that were sent, oldest first; null when somebody else sent it. A later
 * one may overtake those before it, which then never come.
 */
export function afterEcho(sent: readonly string[], value: string): readonly string[] | null {
  const place = sent.lastIndexOf(value);
  return place < 0 ? null : sent.slice(place + 1);
}
