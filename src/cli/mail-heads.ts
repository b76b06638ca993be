import { auditMail } from "#backoffice/mail/audit-mail.ts";
import type { HubMail } from "#backoffice/mail/mail-road.ts";
import { deliverParcel, type SmtpRules } from "#connect/smtp.ts";
import type { AuditOptions } from "#engine/audit-watch.ts";
import { listAdministrations } from "#store/administrations.ts";
import { lineOfHead } from "#store/audit-heads.ts";
import type { Store } from "#store/store.ts";
import { listUsers } from "#store/users.ts";

/** In the data folder of each node. */
export const auditHeadsFile = "audit-heads.txt";

/**
 * Mails the heads of the audit log to everybody who manages the hub, over the operator's own mail server; null when there is none.
 * A mail that may have arrived counts as sent: the same heads stand in the file.
 */
export function mailHeadsOver(
  { hub }: Pick<Store, "hub">,
  { server, from }: HubMail,
  rules: SmtpRules,
): AuditOptions["mailHeads"] {
  if (server === null || from === null) return null;
  return async (day, heads) => {
    const names = new Map((await listAdministrations(hub)).map(({ id, name }) => [id, name]));
    const named = heads.map((head) => ({ name: names.get(head.chain) ?? null, line: lineOfHead(day, head) }));
    const operators = (await listUsers(hub)).filter(({ isOperator }) => isOperator);
    for (const { email, language } of operators) {
      const at = Temporal.Now.instant();
      const message = await auditMail(from, email, language, { day, heads: named, at });
      const parcel = { from: from.address, to: [email], copies: [], message };
      const hooks = { signal: AbortSignal.timeout(60_000), beforeMessage: () => Promise.resolve(true) };
      const { kind } = await deliverParcel(server, parcel, rules, hooks);
      if (kind !== "sent" && kind !== "unknown" && kind !== "refused")
        throw new Error(`The heads of the audit log could not be mailed: ${kind}`);
    }
  };
}
