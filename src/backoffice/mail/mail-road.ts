import { createHash } from "node:crypto";
import { mostRecipientsOf, type MailAddress, type MailServer } from "#domain/mail-server.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { MasterKey } from "#store/keys.ts";
import { openMailPassword, type MailSettings } from "#store/mail-settings.ts";

/** What the operator gave every administration: SCHAKEL_SMTP_URL and SCHAKEL_MAIL_FROM. */
export interface HubMail {
  readonly server: MailServer | null;
  readonly from: MailAddress | null;
}

/** The server mail of this administration goes to; null when there is none. */
export async function mailServerOf(
  trx: Transaction,
  key: MasterKey,
  administrationId: string,
  settings: MailSettings,
  hub: HubMail,
): Promise<MailServer | null> {
  if (settings.road === "hub") return hub.server;
  const { host, port, security, user } = settings;
  if (host === "") return null;
  const password = await openMailPassword(trx, key, administrationId);
  return { host, port, security, user, password, isOperators: false };
}

/** How many recipients one mail may have over the server of these settings; null when that is not known. */
export const mostRecipientsFor = ({ road, host }: MailSettings, { server }: HubMail): number | null =>
  mostRecipientsOf(road === "hub" ? (server?.host ?? "") : host);

/** Who mail comes from; null when no address is known. Over the operator's server it is the operator's address, with the company's name. */
export function senderOf(settings: MailSettings, administration: Administration, hub: HubMail): MailAddress | null {
  const name = settings.fromName === "" ? administration.name : settings.fromName;
  const address = settings.road === "hub" ? (hub.from?.address ?? settings.fromAddress) : settings.fromAddress;
  return address === "" ? null : { name, address };
}

/** Where answers go: as chosen, else to the company itself when mail leaves from another address. */
export function replyToOf(settings: MailSettings, administration: Administration, from: MailAddress): string {
  if (settings.replyTo !== "") return settings.replyTo;
  const own = settings.road === "hub" && settings.fromAddress !== "" ? settings.fromAddress : administration.email;
  return own === from.address ? "" : own;
}

/** Recognises a server that refused us, whatever else is changed. */
export const fingerprintOf = ({ host, port, security, user, password }: MailServer): string =>
  createHash("sha256")
    .update(JSON.stringify([host, port, security, user, password]))
    .digest("hex");
