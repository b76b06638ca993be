import type { Language } from "#domain/party.ts";

export interface MailContent {
  readonly language: Language;
  /** Paragraphs separated by an empty line. Text, never markup. */
  readonly body: string;
  readonly button: { readonly label: string; readonly address: string } | null;
  /** Above everything: where the mail would have gone. */
  readonly banner: string | null;
  /** Content id of the logo, and how wide it is shown. */
  readonly logo: { readonly cid: string; readonly width: number; readonly name: string } | null;
  /** `#rrggbb`. */
  readonly accent: string;
  readonly footer: readonly string[];
}

export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Escaped, with its web addresses as links. */
function linked(text: string): string {
  let html = "";
  let from = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    html += `${escapeHtml(text.slice(from, index))}<a href="${escapeHtml(found)}">${escapeHtml(found)}</a>`;
    from = index + found.length;
  }
  return html + escapeHtml(text.slice(from));
}

const paragraphs = (body: string): string[] =>
  body
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "");

const paragraph = (html: string, style = ""): string => `<p style="margin:0 0 16px;${style}">${html}</p>`;

/** The same content twice. Nothing in it is fetched from anywhere. */
export function mailParts(content: MailContent): { readonly text: string; readonly html: string } {
  const { body, button, banner, footer } = content;
  const shown = paragraphs(body);
  const text = [
    ...(banner === null ? [] : [banner]),
    ...shown,
    ...(button === null ? [] : [`${button.label}: ${button.address}`]),
    ...(footer.length === 0 ? [] : [`-- \n${footer.join("\n")}`]),
  ].join("\n\n");
  return { text: `${text}\n`, html: htmlOf(content, shown) };
}

function htmlOf({ language, button, banner, logo, accent, footer }: MailContent, shown: readonly string[]): string {
  const parts = [
    ...(banner === null
      ? []
      : [paragraph(escapeHtml(banner), "padding:8px 12px;background:#fff3cd;color:#5c4400;border-radius:4px")]),
    ...(logo === null
      ? []
      : [
          `<p style="margin:0 0 24px"><img src="cid:${logo.cid}" alt="${escapeHtml(logo.name)}" width="${logo.width}" style="border:0"></p>`,
        ]),
    ...shown.map((one) => paragraph(one.split("\n").map(linked).join("<br>"))),
    ...(button === null
      ? []
      : [
          `<p style="margin:24px 0"><a href="${escapeHtml(button.address)}" style="display:inline-block;padding:12px 24px;border-radius:6px;` +
            `background:${accent};color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>`,
        ]),
    ...(footer.length === 0
      ? []
      : [
          `<p style="margin:32px 0 0;padding-top:16px;border-top:1px solid #d9dce1;color:#5f6368;font-size:13px">${footer.map(escapeHtml).join("<br>")}</p>`,
        ]),
  ];
  return (
    `<!DOCTYPE html>\n<html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head>\n` +
    `<body style="margin:0;padding:24px"><div style="max-width:600px;margin:0 auto;font:15px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif">\n` +
    `${parts.join("\n")}\n</div></body></html>\n`
  );
}
