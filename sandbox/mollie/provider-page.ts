/** The page on which a visitor of the demo decides how a payment ends. Also used by `sandbox/bancontact-pro`. */
import type { Reply } from "./provider-server.ts";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export interface Page {
  readonly provider: string;
  readonly heading: string;
  readonly lines: readonly string[];
  readonly choices: readonly Choice[];
  /** Asks the visitor for an amount. */ readonly asksAmount?: boolean;
  /** Where "back to the shop" leads. */ readonly back?: string | undefined;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const style =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem}" +
  "button,a{display:inline-block;font:inherit;padding:.5rem 1rem;margin:.25rem .25rem .25rem 0}" +
  "small{color:#555}";

export function page({ provider, heading, lines, choices, asksAmount, back }: Page, status = 200): Reply {
  const buttons = choices
    .map(({ value, label }) => `<button name="outcome" value="${escaped(value)}">${escaped(label)}</button>`)
    .join("\n");
  const amount =
    asksAmount === true
      ? `<p><label>Amount (EUR) <input name="amount" inputmode="decimal" required pattern="\\d+\\.\\d{2}"></label></p>`
      : "";
  const form = choices.length === 0 ? "" : `<form method="post">${amount}\n${buttons}\n</form>`;
  const link = back === undefined ? "" : `<p><a href="${escaped(back)}">Back to the shop</a></p>`;
  const body = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(heading)}</title><style>${style}</style></head>
<body><p><small>${escaped(provider)}: a stand-in, no money moves here</small></p>
<h1>${escaped(heading)}</h1>
${lines.map((line) => `<p>${escaped(line)}</p>`).join("\n")}
${form}${link}</body></html>
`;
  return { status, headers: { "Content-Type": "text/html; charset=utf-8" }, body };
}

/** After the form: on to the shop with a GET. */
export const seeOther = (location: string): Reply => ({ status: 303, headers: { Location: location } });
