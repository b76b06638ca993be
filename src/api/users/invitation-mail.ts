import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { Invitation } from "#store/invitations.ts";

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const roleTexts = {
  administrator: "role.administrator",
  bookkeeper: "role.bookkeeper",
  buyer: "role.buyer",
  viewer: "role.viewer",
} as const;

export interface InvitationMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What the invited reads. Names come from people, so in HTML all of it is escaped. */
export function invitationMail(
  { invitedBy, role }: Pick<Invitation, "invitedBy" | "role">,
  company: string,
  link: string,
  language: TextLanguage,
): InvitationMail {
  const subject = textOf("invitation.subject", language, { inviter: invitedBy, company });
  const what = textOf("invitation.what", language, {
    inviter: invitedBy,
    company,
    role: textOf(roleTexts[role], language),
  });
  const how = textOf("invitation.how", language);
  const until = textOf("invitation.until", language);
  const html = [
    `<p>${escape(what)}</p>`,
    `<p>${escape(how)}<br><a href="${escape(link)}">${escape(link)}</a></p>`,
    `<p>${escape(until)}</p>`,
  ];
  return { subject, text: [what, `${how}\n${link}`, until].join("\n\n"), html: html.join("\n") };
}
