/** The lines of an address, none longer than may be: what does not fit goes on at a blank, on a line of its own. */
export function linesWithin(most: number, ...given: readonly string[]): string[] {
  const lines: string[] = [];
  for (const one of given) {
    let rest = one.trim();
    while (rest.length > most) {
      const blank = rest.lastIndexOf(" ", most);
      const at = blank > 0 ? blank : most;
      lines.push(rest.slice(0, at).trim());
      rest = rest.slice(at).trim();
    }
    if (rest !== "") lines.push(rest);
  }
  return lines.slice(0, 3);
}
