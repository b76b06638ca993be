/** As people type it: without capitals and accents. */
const wordsOf = (text: string): string[] =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[\s,/()-]+/);

/** Whether every word that was typed begins a word of a name or of what else it is called. Nothing typed fits everything. */
export function fits(typed: string, ...names: readonly string[]): boolean {
  const words = wordsOf(names.join(" "));
  return wordsOf(typed).every((part) => words.some((word) => word.startsWith(part)));
}
