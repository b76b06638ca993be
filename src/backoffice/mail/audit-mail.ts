import type { MailAddress } from "#domain/mail-server.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { messageOf, newMessageId } from "./compose-mail.ts";
import { mailParts } from "./html-mail.ts";

export interface HeadToMail {
  /** Of the administration; null: the chain of the whole hub. */
  readonly name: string | null;
  readonly line: string;
}

/** The heads of the audit log as a mail to the operator, byte for byte. */
export async function auditMail(
  from: MailAddress,
  to: string,
  language: TextLanguage,
  { day, heads, at }: { readonly day: string; readonly heads: readonly HeadToMail[]; readonly at: Temporal.Instant },
): Promise<Buffer> {
  const named = heads.map(({ name, line }) => `${name ?? textOf("acts.mail.hub", language)}\n${line.trim()}`);
  const body = [textOf("acts.mail.intro", language), ...named].join("\n\n");
  const plain = { button: null, banner: null, logo: null, accent: "#000000", footer: [] };
  const mail = {
    from,
    replyTo: "",
    to: [to],
    cc: [],
    bcc: [],
    subject: textOf("acts.mail.subject", language, { day }),
    ...mailParts({ language, body, ...plain }),
    attachments: [],
    logo: null,
    isTest: false,
  };
  return messageOf(mail, { messageId: newMessageId(from), at, isAutomatic: true });
}
