/** The worked examples of docs/partner-exchange.md: every request and its answer, as they are on the wire. */
import { answerOf, outgoing } from "./example-requests.ts";

const headerLines = (headers: Readonly<Record<string, string>>): string[] =>
  Object.entries(headers).map(
    ([name, value]) => `${name.replaceAll(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())}: ${value}`,
  );

export function examples(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    outgoing().map((one) => {
      const url = new URL(one.targetUri);
      const request = [
        `${one.method} ${url.pathname}${url.search} HTTP/1.1`,
        `Host: ${url.host}`,
        ...headerLines(one.headers),
        ...(one.body === null ? [] : ["", one.body]),
      ];
      const answer = answerOf(one);
      const said = [`HTTP/1.1 ${answer.status}`, ...headerLines(answer.headers), "", answer.body];
      // Once is enough for the text under an answer's signature: all are made alike.
      const answerBase = one.name === "deliver" ? (answer.base ?? "").split("\n") : [];
      const blocks = [
        ["The request:", request],
        ["What is signed:", one.base.split("\n")],
        ["The answer:", said],
        ["What is signed of the answer:", answerBase],
      ] as const;
      const text = blocks.flatMap(([title, lines]) =>
        lines.join("") === "" ? [] : [title, "", "```http", ...lines, "```", ""],
      );
      return [one.name, text.join("\n").trimEnd()];
    }),
  );
}

/** The page with the text of each example between its marks; an example without a place, or a place without one, is a fault. */
export function pageWith(page: string, all: Readonly<Record<string, string>>): string {
  const placed = new Set<string>();
  const text = page.replaceAll(/<!-- example: ([a-z-]+) -->\n[\s\S]*?<!-- end -->/g, (_, name: string) => {
    const example = all[name];
    if (example === undefined) throw new Error(`the page asks for an example that is not there: ${name}`);
    placed.add(name);
    return `<!-- example: ${name} -->\n\n${example}\n\n<!-- end -->`;
  });
  const missing = Object.keys(all).filter((name) => !placed.has(name));
  if (missing.length > 0) throw new Error(`examples without a place in the page: ${missing.join(", ")}`);
  return text;
}
