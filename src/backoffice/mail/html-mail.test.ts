import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { messageOf, newMessageId, type Mail } from "./compose-mail.ts";
import { mailParts, type MailContent } from "./html-mail.ts";

const content: MailContent = {
  language: "nl",
  body: "Dag Ann,\n\nEerste regel\ntweede <b>regel</b> & meer.\nZie https://voorbeeld.be/a?b=1&c=2.",
  button: { label: "Online betalen", address: "https://hub.example.be/pay/abc" },
  banner: null,
  logo: { cid: "logo@schakel", width: 120, name: 'De "Molen"' },
  accent: "#1d4e89",
  footer: ["De Molen"],
};

describe("the two forms of a mail", () => {
  const { text, html } = mailParts(content);

  test("say the same", () => {
    const shown = html
      .replaceAll(/<br>/g, "\n")
      .replaceAll(/<[^>]+>/g, " ")
      .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
    for (const word of [
      "Dag Ann,",
      "tweede <b>regel</b> & meer.",
      "https://voorbeeld.be/a?b=1&c=2",
      "Online betalen",
      "De Molen",
    ]) {
      expect(text).toContain(word);
      expect(shown).toContain(word);
    }
    expect(text).toContain("https://hub.example.be/pay/abc");
  });

  test("markup in a text stays text", () => {
    const evil = mailParts({
      ...content,
      body: `<script>alert(1)</script><img src=x onerror="a"> javascript:alert(1)`,
    }).html;
    expect(evil).not.toMatch(/<script|<img src=x|href="javascript/);
    expect(evil).toContain("&#60;script&#62;");
  });

  test("an address cannot break out of its link", () => {
    const evil = mailParts({ ...content, body: `https://a.be/"onmouseover="x https://a.be/'>y` }).html;
    expect(evil).not.toMatch(/<a [^>]*onmouseover/);
  });

  test("nothing is fetched from outside: no pixel, no font, no script", () => {
    expect([...html.matchAll(/(?:src|background|url\()\s*=?\s*"?([^">)]+)/g)].map(([, source]) => source)).toEqual([
      "cid:logo@schakel",
      ":#1d4e89;color:#ffffff;text-decoration:none;font-weight:600",
    ]);
  });
});

const mail: Mail & { from: NonNullable<Mail["from"]> } = {
  from: { name: "Zoë\r\nBcc: dief@elders.example", address: "facturen@demolen.be" },
  replyTo: "info@demolen.be",
  to: ["ann@voorbeeld.be"],
  cc: ["kopie@voorbeeld.be"],
  bcc: ["stil@voorbeeld.be"],
  subject: "Factuur für Zoë – €\u00a012\r\nX-Evil: 1",
  text: "Dag Zoë,\n",
  html: "<p>Dag Zoë,</p>",
  attachments: [{ name: "Factuur 2026-0001 é.pdf", mediaType: "application/pdf", bytes: Buffer.from("%PDF-1.7") }],
  logo: { cid: "logo@schakel", mediaType: "image/png", bytes: Buffer.from([137, 80, 78, 71]) },
  isTest: false,
};

describe("a message", () => {
  const at = Temporal.Instant.from("2026-11-21T10:00:00Z");
  const read = async () => {
    const source = await messageOf(mail, { messageId: "<a@demolen.be>", at, isAutomatic: true });
    return { source: source.toString("latin1"), parsed: await PostalMime.parse(source) };
  };

  test("carries names, subject and file names as they are, and no header that was smuggled in", async () => {
    const { source, parsed } = await read();
    const names = parsed.headers.map(({ key }) => key);
    expect(names).not.toContain("x-evil");
    expect(names.filter((name) => name === "bcc")).toEqual([]);
    expect(parsed.subject).toContain("Factuur für Zoë – €\u00a012");
    expect(parsed.from?.address).toBe("facturen@demolen.be");
    expect(parsed.from?.name).toContain("Zoë");
    expect(parsed.attachments.map(({ filename }) => filename)).toContain("Factuur 2026-0001 é.pdf");
    expect(source).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(source).not.toContain("stil@voorbeeld.be");
  });

  test("has its own id and day, both forms, and the logo inside", async () => {
    const { source, parsed } = await read();
    expect(parsed.messageId).toBe("<a@demolen.be>");
    expect(parsed.date).toBe("2026-11-21T10:00:00.000Z");
    expect([parsed.text?.trim(), parsed.html?.trim()]).toEqual(["Dag Zoë,", "<p>Dag Zoë,</p>"]);
    expect(parsed.attachments.find(({ contentId }) => contentId === "<logo@schakel>")).toMatchObject({
      mimeType: "image/png",
    });
    expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
  });

  test("ids differ, and are of the sender's domain", () => {
    const one = newMessageId(mail.from);
    expect(one).toMatch(/^<[0-9a-f-]{36}@demolen\.be>$/);
    expect(newMessageId(mail.from)).not.toBe(one);
  });
});
