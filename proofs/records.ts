import type { ByHand } from "./proof-line.ts";

/** What stands under a heading of Markdown, up to the next one of its level or above; empty when it is not there. */
export function sectionOf(text: string, level: 2 | 3, title: RegExp): string {
  const lines = text.split("\n");
  const from = lines.findIndex((line) => line.startsWith(`${"#".repeat(level)} `) && title.test(line.slice(level + 1)));
  if (from < 0) return "";
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => /^#+ /.test(line) && line.indexOf(" ") <= level);
  return rest.slice(0, end < 0 ? undefined : end).join("\n");
}

/** The record of one line, under `## Line N`. */
export const recordOf = (text: string, number: string): string => sectionOf(text, 2, new RegExp(`^Line ${number}\\b`));

/** Its bullets, each as one line; the same one twice counts once. */
export function bulletsIn(text: string): string[] {
  const joined = text.replaceAll(/\n {2,}(?=\S)/g, " ");
  return [...new Set([...joined.matchAll(/^- +(\S.*)$/gm)].map(([, bullet = ""]) => bullet.trim()))];
}

/** The text without the bullets under one heading. */
export function withoutBullets(text: string, title: RegExp): string {
  const section = sectionOf(text, 3, title);
  return section === "" ? text : text.replace(section, "\n");
}

/** For a record in free words. */
export const somethingWritten: ByHand = {
  byHand: (record) => (record.trim().length < 200 ? "nothing is written there: at least a paragraph" : null),
  emptied: () => "",
};
