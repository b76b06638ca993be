import { z } from "zod";
import type { SmtpRules } from "#connect/smtp.ts";
import { isOpenServer } from "#connect/smtp.ts";
import { countRecipients, mailRecipes, mostRecipientsOf, readMailAddress } from "#domain/mail-server.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { HubMail } from "#backoffice/mail/mail-road.ts";
import type { MailSettings } from "#store/mail-settings.ts";
import { refuseFields, type Problem } from "#api/problem.ts";

const line = z.string().trim().max(200);

export const MailSettingsFields = z.object({
  road: z.enum(["hub", "own"]).meta({ description: "hub: over the server of the operator" }),
  host: line.default(""),
  port: z.int().min(1).max(65_535).default(587),
  security: z.enum(["tls", "starttls", "none"]).default("starttls"),
  user: line.default(""),
  fromName: line.default(""),
  fromAddress: line.default(""),
  replyTo: line.default(""),
  cc: z.array(line).max(20).default([]),
  bcc: z.array(line).max(20).default([]),
  testRecipient: line.default("").meta({ description: "When set, every mail goes here and nowhere else" }),
  perMinute: z.int().min(1).max(6000).default(60),
});

export const MailSettingsChange = MailSettingsFields.extend({
  password: z
    .string()
    .max(500)
    .optional()
    .meta({ description: "Left out: the one that is kept stays. Never given back" }),
  version: z.int(),
}).meta({ id: "MailSettingsChange" });

export const MailSettingsShape = MailSettingsFields.extend({
  hasPassword: z.boolean(),
  version: z.int(),
  changedBy: z.string(),
  isConfirmed: z.boolean().meta({ description: "A person saw a preview, or confirmed the first mail to a customer" }),
  isRefused: z
    .boolean()
    .meta({ description: "The server refused the sign-in; nothing is tried until these are saved" }),
  hub: z
    .object({ host: z.string(), from: z.string() })
    .nullable()
    .meta({ description: "The server of the operator; null when there is none" }),
  recipes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      host: z.string(),
      port: z.int(),
      security: z.enum(["tls", "starttls"]),
      signIn: z.enum(["address", "appPassword"]),
      endsPasswords: z.boolean().meta({ description: "It switches sign-in by password off by itself" }),
      perMinute: z.int(),
      mostRecipients: z.int().nullable().meta({ description: "Of one message, copies included" }),
    }),
  ),
}).meta({ id: "MailSettings" });

export function settingsAnswer(settings: MailSettings, hub: HubMail): z.input<typeof MailSettingsShape> {
  const { previewedAt, refusedServer, cc, bcc, ...fields } = settings;
  return {
    ...fields,
    cc: [...cc],
    bcc: [...bcc],
    isConfirmed: previewedAt !== null,
    isRefused: refusedServer !== null,
    hub: hub.server === null ? null : { host: hub.server.host, from: hub.from?.address ?? "" },
    recipes: [...mailRecipes],
  };
}

const isAddress = (text: string): boolean => readMailAddress(text)?.name === "";
const isHost = (text: string): boolean => /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$|^[0-9a-f:]+$/i.test(text);

/** What has to be mended before these can be used, in the language of who saves them. Throws the refusal. */
export function requireUsable(
  given: z.output<typeof MailSettingsChange>,
  kept: MailSettings,
  rules: SmtpRules,
  language: TextLanguage,
): void {
  const faults: NonNullable<Problem["errors"]> = [];
  const need = (field: string, isGood: boolean, message: string) => {
    if (!isGood) faults.push({ field, message });
  };
  const address = textOf("mail.needs.address", language);
  for (const field of ["fromAddress", "replyTo", "testRecipient"] as const)
    need(field, given[field] === "" || isAddress(given[field]), address);
  for (const field of ["cc", "bcc"] as const)
    given[field].forEach((entry, index) => need(`${field}.${index}`, isAddress(entry), address));
  if (given.road === "own") {
    const most = mostRecipientsOf(given.host);
    // Beside the copies there is always the customer.
    const count = countRecipients(given.cc, given.bcc) + 1;
    if (most !== null) need("cc", count <= most, textOf("mail.tooMany", language, { count, most }));
    const { host, port, security, user, password } = given;
    need("fromAddress", given.fromAddress !== "", address);
    need("host", isHost(host), textOf("mail.needs.host", language));
    if (user !== "" && isHost(host)) {
      const isOpen = isOpenServer({ host, port, security, user, password: "", isOperators: false }, rules.opened);
      need("security", security !== "none" || isOpen, textOf("mail.needs.tls", language));
      // A kept password goes to the server it was given for and to no other.
      const isSame = host === kept.host && port === kept.port && user === kept.user;
      need(
        "password",
        password === undefined ? kept.hasPassword && isSame : password !== "",
        textOf("mail.needs.password", language),
      );
    }
  }
  if (faults.length > 0) throw refuseFields(faults);
}
