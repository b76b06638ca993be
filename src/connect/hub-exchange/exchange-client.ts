import type { z } from "zod";
import { askPartner, type AskingMeans, type Outcome, type Question } from "./ask-partner.ts";
import { envelopeSha256, type ExchangeMessage } from "./envelope.ts";
import {
  Announcement,
  MessageStatus,
  Noted,
  OutboxAcked,
  OutboxPage,
  outboxLimit,
  Received,
  type OutboxAck,
} from "./exchange-answers.ts";
import type { OwnKey, PinnedKey } from "./exchange-keys.ts";
import { KeyChain, type KeyAnnouncement } from "./key-announcements.ts";
import { readReceipt } from "./read-receipt.ts";

export interface ExchangePartner extends AskingMeans {
  /** Of the partner's hub, without a slash at its end. */
  readonly baseAddress: string;
  readonly relationId: string;
  readonly key: OwnKey;
  readonly keyOf: (kid: string) => PinnedKey | null | Promise<PinnedKey | null>;
}

export interface ExchangeClient {
  /** The same message as often as it takes; `done` only with the partner's own receipt for exactly this one. */
  readonly deliver: (message: ExchangeMessage) => Promise<Outcome<Received>>;
  readonly status: (messageId: string) => Promise<Outcome<MessageStatus>>;
  /** What waits at the partner for us, after this number. Each is still to be read by `readMessage`. */
  readonly outbox: (after: number) => Promise<Outcome<OutboxPage>>;
  readonly acknowledge: (answers: OutboxAck["answers"]) => Promise<Outcome<OutboxAcked>>;
  readonly announce: (announcement: Announcement) => Promise<Outcome<Noted>>;
  /** How the partner has the relation, for who cannot be told. */
  readonly announcement: () => Promise<Outcome<Announcement>>;
  readonly announceKey: (announcement: KeyAnnouncement) => Promise<Outcome<Noted>>;
  readonly keys: () => Promise<Outcome<KeyChain>>;
}

/** Everything one hub asks another about one relation. Throws only on faults of our own; what the partner does is an outcome. */
export function exchangeClient(partner: ExchangePartner): ExchangeClient {
  const { baseAddress, relationId, key, keyOf } = partner;
  const ask = <T extends z.ZodType>(method: Question<T>["method"], path: string, schema: T, body: unknown = null) =>
    askPartner(partner, {
      ...{ method, body, relationId, key, keyOf, schema },
      targetUri: `${baseAddress}/x/v1/relations/${relationId}/${path}`,
    });
  const withReceipt = async <T extends Pick<Received, "receipt" | "jws">>(
    outcome: Outcome<T>,
    of: { readonly messageId: string; readonly bodySha256: string | null },
  ): Promise<Outcome<T>> => {
    if (outcome.kind !== "done") return outcome;
    const raw = (outcome.raw as { readonly receipt: unknown }).receipt;
    if ((await readReceipt({ raw, jws: outcome.body.jws, relationId, ...of, keyOf })) !== null) return outcome;
    return { kind: "later", why: "the receipt is not one for this message", retryAfterMs: null, mayHaveArrived: true };
  };
  return {
    async deliver(message) {
      const { messageId } = message.envelope;
      const bodySha256 = envelopeSha256(message.envelope);
      return withReceipt(await ask("PUT", `messages/${messageId}`, Received, message), { messageId, bodySha256 });
    },
    status: async (messageId) =>
      withReceipt(await ask("GET", `messages/${messageId}`, MessageStatus), { messageId, bodySha256: null }),
    outbox: (after) => ask("GET", `outbox?after=${after}&limit=${outboxLimit}`, OutboxPage),
    acknowledge: (answers) => ask("POST", "outbox/ack", OutboxAcked, { v: 1, answers } satisfies OutboxAck),
    announce: (announcement) => ask("PUT", "announcement", Noted, announcement),
    announcement: () => ask("GET", "announcement", Announcement),
    announceKey: (announcement) => ask("PUT", `keys/${announcement.change.key.kid}`, Noted, announcement),
    keys: () => ask("GET", "keys", KeyChain),
  };
}
