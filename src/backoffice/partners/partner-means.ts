import type { DocumentParty } from "#domain/document.ts";
import type { OrderMessage, MessageParty } from "#domain/partner/order-message.ts";
import { HubError } from "#domain/error.ts";
import { fatalFindings } from "#einvoice/message-rules.ts";
import { messagePartyOf } from "#einvoice/party-xml.ts";
import { readXml } from "#einvoice/read-xml.ts";
import type { ExchangeMessage } from "#einvoice/read-order-messages.ts";
import { writeExchangeMessage } from "#einvoice/write-message.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { PartnerIdentity, RelationDocType, RelationPlace } from "#store/relations.ts";

/** A message for a partner, before it is sealed and numbered. */
export interface PartnerMessage {
  readonly relationId: string;
  readonly docType: RelationDocType;
  readonly businessId: string;
  readonly revision: number;
  readonly replaces: number | null;
  readonly inReplyTo: string | null;
  readonly documentId: string | null;
  readonly content: {
    readonly type: "application/xml" | "application/json";
    readonly profile: string;
    readonly bytes: Uint8Array;
  };
  readonly summary: { lines?: number; net?: string; currency?: string; requested?: string } | null;
  /** Empty: by itself. */
  readonly by: string;
}

/** What everything that is done with partners' orders is done with: one transaction, in which messages are queued as well. */
export interface PartnerMeans {
  readonly trx: Transaction;
  readonly administration: Administration;
  readonly now: Temporal.Instant;
  /** The local day of the administration. */
  readonly today: string;
  /** Who asked for it; empty: by itself. */
  readonly by: string;
  /** Puts it in the outbox; null when this revision of it is there already. Given by who carries messages. */
  readonly queue: (message: PartnerMessage) => Promise<{ readonly messageId: string } | null>;
}

export const placeOf = ({ administration }: PartnerMeans, relationId: string): RelationPlace => ({
  administrationId: administration.id,
  relationId,
});

export const stampOf = ({ now, by }: PartnerMeans): { readonly at: string; readonly by: string } => ({
  at: now.toString(),
  by,
});

/** A party with the address on the network by which the connection knows it, where its own numbers give none. */
export function knownAs(party: DocumentParty | MessageParty, identity: PartnerIdentity): MessageParty {
  const message = "endpoint" in party ? party : messagePartyOf(party, identity.gln ?? "");
  return {
    ...message,
    endpoint: message.endpoint ?? { schemeId: identity.scheme, value: identity.id },
    gln: message.gln || (identity.gln ?? ""),
    name: message.name || identity.name,
  };
}

const profiles = {
  order: "urn:fdc:peppol.eu:poacc:trns:order:3",
  orderChange: "urn:fdc:peppol.eu:poacc:trns:order_change:3",
  orderCancellation: "urn:fdc:peppol.eu:poacc:trns:order_cancellation:3",
  orderResponse: "urn:fdc:peppol.eu:poacc:trns:order_response:3",
  despatchAdvice: "urn:fdc:peppol.eu:poacc:trns:despatch_advice:3",
} as const satisfies Readonly<Record<ExchangeMessage["kind"], string>>;

/** A message in the form in which it travels. Throws `document.invalid`, naming the rules, when it breaks one that makes it unfit to be sent. */
export function contentOfMessage(exchange: ExchangeMessage): PartnerMessage["content"] {
  const bytes = Buffer.from(writeExchangeMessage(exchange), "utf8");
  const findings = fatalFindings(readXml(bytes));
  if (findings.length > 0) {
    const rules = [...new Set(findings.map(({ rule }) => rule))].join(", ");
    throw new HubError("document.invalid", `The message breaks ${rules}`, { details: { rules } });
  }
  return { type: "application/xml", profile: profiles[exchange.kind], bytes };
}

/** For screens and the log book. */
export const summaryOf = ({ lines, totals, currency, requested }: OrderMessage): PartnerMessage["summary"] => ({
  lines: lines.length,
  currency,
  ...(totals?.taxExclusiveAmount && { net: String(totals.taxExclusiveAmount) }),
  ...(requested.from !== null && { requested: requested.from }),
});
