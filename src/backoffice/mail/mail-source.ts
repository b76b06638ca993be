import { alarmMails } from "#domain/alarm-kinds.ts";
import { HubError } from "#domain/error.ts";
import { countRecipients, type MailRoad, type ReadyMail } from "#domain/mail-server.ts";
import { textLanguageOf, textOf } from "#domain/texts/text.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { readMailSettings } from "#store/mail-settings.ts";
import type { OutboxRow } from "#store/outbox.ts";
import { administrationOf, composeMail, messageOf, newMessageId, type MailContext } from "./compose-mail.ts";
import { fingerprintOf, mailServerOf, mostRecipientsFor, senderOf } from "./mail-road.ts";

/** What the engine asks of the back office: where mail goes, and what it says. */
export const mailSource = (key: MasterKey, context: MailContext) => ({
  async road(trx: Transaction, administrationId: string): Promise<MailRoad> {
    const settings = await readMailSettings(trx, administrationId);
    const isComplete = senderOf(settings, await administrationOf(trx, administrationId), context.hub) !== null;
    const named = await mailServerOf(trx, key, administrationId, settings, context.hub);
    const server = isComplete ? named : null;
    const fingerprint = server === null ? "" : fingerprintOf(server);
    const isRefused = server !== null && settings.refusedServer === fingerprint;
    return { server, fingerprint, isRefused, perMinute: settings.perMinute };
  },
  async prepare(trx: Transaction, administrationId: string, row: OutboxRow, at: Temporal.Instant): Promise<ReadyMail> {
    const mail = await composeMail(trx, administrationId, row, context);
    const { from } = mail;
    if (from === null)
      throw new HubError("settings.invalid", "No address to send from", { details: { field: "from" } });
    const most = mostRecipientsFor(await readMailSettings(trx, administrationId), context.hub);
    const count = countRecipients(mail.to, mail.cc, mail.bcc);
    if (most !== null && count > most) {
      const { language } = await administrationOf(trx, administrationId);
      throw new HubError("document.rejected", textOf("mail.tooMany", textLanguageOf(language), { count, most }));
    }
    const messageId = row.messageId ?? newMessageId(from);
    const isAutomatic = row.requestedBy === automatic || row.requestedBy === alarmMails;
    const message = await messageOf({ ...mail, from }, { messageId, at, isAutomatic });
    return { messageId, message, from: from.address, to: mail.to, copies: [...mail.cc, ...mail.bcc] };
  },
});

/** Who asked for a mail that no person asked for. */
export const automatic = "coupling";
