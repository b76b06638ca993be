import { z } from "zod";
import { administrationOf, messageOf, newMessageId } from "#backoffice/mail/compose-mail.ts";
import { escapeHtml } from "#backoffice/mail/html-mail.ts";
import { mailServerOf, senderOf } from "#backoffice/mail/mail-road.ts";
import { deliverParcel, type Parcelled, type SmtpStep } from "#connect/smtp.ts";
import { readMailAddress, signInFaultOf, type MailServer, type SignInFault } from "#domain/mail-server.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { mailSettingsChanged } from "#engine/mail-outcome.ts";
import { inAdministration } from "#store/database.ts";
import { readMailSettings, saveMailSettings } from "#store/mail-settings.ts";
import { wakeMails } from "#store/outbox-sending.ts";
import { readUser } from "#store/users.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { MailSettingsChange, MailSettingsShape, requireUsable, settingsAnswer } from "./mail-settings-shape.ts";

export const getMailSettingsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/mail-settings",
  summary: "How the mail of this company is sent; never the password",
  permission: "mail.manage",
  answer: MailSettingsShape,
  errors: [],
  handle: ({ store, mail }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) =>
      settingsAnswer(await readMailSettings(trx, administrationId), mail.hub),
    ),
});

export const putMailSettingsEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/mail-settings",
  summary: "Choose how mail is sent, given the version that was read; what waits is tried at once",
  permission: "mail.manage",
  act: { action: "mail.settings", subject: "mail", says: ["version"] },
  body: MailSettingsChange,
  answer: MailSettingsShape,
  errors: ["request.conflict"],
  async handle({ store, mail, engine }, { administrationId, body, caller, language }) {
    const saved = await inAdministration(store.app, administrationId, async (trx) => {
      const kept = await readMailSettings(trx, administrationId);
      requireUsable(body, kept, mail.rules, language);
      const { password, version, ...fields } = body;
      const change = { ...fields, password };
      if (!(await saveMailSettings(trx, store.key, administrationId, change, { version, by: caller.name })))
        throw new RequestRefused("request.conflict", `${kept.changedBy} changed these settings; read them again`);
      await mailSettingsChanged(trx, administrationId);
      await wakeMails(trx, administrationId);
      return settingsAnswer(await readMailSettings(trx, administrationId), mail.hub);
    });
    engine.ringMail(administrationId);
    return saved;
  },
});

const steps = ["connect", "tls", "signIn", "accept"] as const satisfies readonly SmtpStep[];

const TestAnswer = z
  .object({
    to: z.string(),
    isAccepted: z.boolean(),
    steps: z
      .array(z.object({ step: z.enum(steps), state: z.enum(["done", "failed", "notTried", "notUsed"]) }))
      .meta({ description: "`notUsed`: the settings say no encryption, or no user to sign in" }),
    message: z.string().nullable().meta({ description: "What to do about it, in the language of the request" }),
    words: z.string().meta({ description: "What the server said, unedited" }),
  })
  .meta({ id: "MailTest" });

export const testMailSettingsEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/mail-settings/test",
  summary: "Send one mail to who asks, over the saved settings, and tell how far it came",
  permission: "mail.manage",
  act: { action: "mail.test", subject: "mail" },
  body: z.object({ to: z.string().trim().max(200).optional() }),
  answer: TestAnswer,
  errors: ["settings.invalid"],
  async handle({ store, mail, now }, { administrationId, body, caller, language, signal }) {
    const { server, from, company, own } = await inAdministration(store.app, administrationId, async (trx) => {
      const settings = await readMailSettings(trx, administrationId);
      const administration = await administrationOf(trx, administrationId);
      return {
        server: await mailServerOf(trx, store.key, administrationId, settings, mail.hub),
        from: senderOf(settings, administration, mail.hub),
        company: administration.name,
        own: administration.email,
      };
    });
    if (server === null || from === null)
      throw refuseFields([{ field: "", message: textOf("mail.needs.server", language) }]);
    const asker = caller.userId === null ? null : await readUser(store.hub, caller.userId);
    const to = body.to ?? asker?.email ?? own;
    if (readMailAddress(to) === null)
      throw refuseFields([{ field: "to", message: textOf("mail.needs.address", language) }]);
    const text = textOf("mail.test.body", language, { host: server.host, company });
    const message = await messageOf(
      {
        from,
        replyTo: "",
        to: [to],
        cc: [],
        bcc: [],
        subject: textOf("mail.test.subject", language),
        text: `${text}\n`,
        html: `<!DOCTYPE html>\n<p>${escapeHtml(text)}</p>\n`,
        attachments: [],
        logo: null,
        isTest: true,
      },
      { messageId: newMessageId(from), at: now(), isAutomatic: false },
    );
    const done: SmtpStep[] = [];
    const parcelled = await deliverParcel(server, { from: from.address, to: [to], copies: [], message }, mail.rules, {
      signal,
      beforeMessage: () => Promise.resolve(true),
      onStep: (step) => void done.push(step),
    });
    return {
      to,
      isAccepted: parcelled.kind === "sent",
      steps: stepsOf(server, done),
      message: messageFor(parcelled, server, language),
      words: parcelled.kind === "stopped" ? "" : parcelled.words,
    };
  },
});

const signInTexts = {
  wrong: "mail.fault.signIn",
  passwordsOff: "mail.fault.passwordsOff",
  smtpOff: "mail.fault.smtpOff",
} as const satisfies Readonly<Record<SignInFault, TextKey>>;
/** What was not part of the conversation is not said to have gone well. A greeting that never came is the connection's. */
function stepsOf(server: MailServer, done: readonly SmtpStep[]): z.input<typeof TestAnswer>["steps"] {
  const isUsed = (step: SmtpStep): boolean =>
    (step !== "tls" || server.security !== "none") && (step !== "signIn" || server.user !== "");
  const isPast = (step: SmtpStep): boolean =>
    done.includes(step) && (step !== "connect" || isUsed("tls") || done.includes("tls"));
  const failedAt = steps.find((step) => isUsed(step) && !isPast(step));
  return steps.map((step) => {
    if (!isUsed(step)) return { step, state: "notUsed" };
    if (isPast(step)) return { step, state: "done" };
    return { step, state: step === failedAt ? "failed" : "notTried" };
  });
}

/** What to do about it; null when it worked. */
function messageFor(parcelled: Parcelled, { host, port, security }: MailServer, language: TextLanguage): string | null {
  const values = { host, port };
  switch (parcelled.kind) {
    case "sent":
    case "stopped":
      return null;
    case "unknown":
      return textOf("mail.fault.unknown", language, values);
    case "signInRefused":
      return textOf(signInTexts[signInFaultOf(parcelled.words)], language, values);
    case "refused":
    case "later":
      return textOf("mail.fault.accept", language, values);
    case "unreachable":
      if (parcelled.isClosed) return textOf("mail.fault.closed", language, values);
      return textOf(
        parcelled.step === "tls" && security !== "none" ? "mail.fault.tls" : "mail.fault.connect",
        language,
        values,
      );
  }
}
