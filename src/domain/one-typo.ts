/** Whether one sign was changed, left out, put in, or swapped with its neighbour; false for the same word. */
export function isOneTypoFrom(word: string, meant: string): boolean {
  if (word === meant) return false;
  const [short, long] = word.length <= meant.length ? [word, meant] : [meant, word];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const rest = (text: string, skipped: number): string => text.slice(from + skipped);
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  if (rest(short, 1) === rest(long, 1)) return true;
  return short[from] === long[from + 1] && short[from + 1] === long[from] && rest(short, 2) === rest(long, 2);
}
