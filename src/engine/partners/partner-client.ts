import type { AskingMeans, Outcome } from "#connect/hub-exchange/ask-partner.ts";
import { exchangeClient, type ExchangeClient } from "#connect/hub-exchange/exchange-client.ts";
import { inviteClient } from "#connect/hub-exchange/invite-client.ts";
import type { Invitation, InviteLink } from "#connect/hub-exchange/invites.ts";
import type { OwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import type { Transport } from "#connect/transport.ts";
import type { Transaction } from "#store/database.ts";
import { relationKeys, signingKey } from "#store/relation-keys.ts";
import type { Relation } from "#store/relations.ts";
import type { EngineOptions } from "#engine/options.ts";
import type { AnswerExchange } from "./answer-exchange.ts";
import { pinnedOf } from "./exchange-reply.ts";

/** The road between two companies of this hub: the same requests, answered by the same function, without HTTP between. */
export const localTransport =
  (answer: AnswerExchange): Transport =>
  async ({ method, url, headers, body }) => {
    const at = url.pathname.indexOf("/x/v1/");
    const answered = await answer({
      method,
      targetUri: url.href,
      path: url.pathname.slice(Math.max(at, 0)),
      query: url.searchParams,
      headers,
      body: Buffer.from(body ?? "", "utf8"),
      isLocal: true,
    });
    return { status: answered.status, headers: answered.headers, body: answered.body.toString("utf8") };
  };

/** What a company of this hub asks others with: by HTTP, or within the hub. */
export const meansTo = (
  { transport, now }: Pick<EngineOptions, "transport" | "now">,
  answer: AnswerExchange,
  isLocal: boolean,
  signal: AbortSignal,
): AskingMeans => ({ transport: isLocal ? localTransport(answer) : transport, now, signal });

/** All that is asked of one partner, with the keys as they are now. */
export async function openPartner(
  trx: Transaction,
  options: EngineOptions,
  answer: AnswerExchange,
  relation: Relation,
  signal: AbortSignal,
): Promise<{ readonly client: ExchangeClient; readonly key: OwnKey; readonly partnerKid: string }> {
  const place = { administrationId: relation.administrationId, relationId: relation.id };
  const key = await signingKey(trx, options.store.key, place);
  const keys = (await relationKeys(trx, place)).filter(({ owner }) => owner === "partner");
  const pinned = keys.map(pinnedOf);
  const client = exchangeClient({
    ...meansTo(options, answer, relation.isLocal, signal),
    // Within this hub nobody looks the address up.
    baseAddress: relation.partnerHub === "" ? "http://hub.invalid" : relation.partnerHub,
    relationId: relation.id,
    key,
    keyOf: (kid) => pinned.find((one) => one.kid === kid) ?? null,
  });
  return { client, key, partnerKid: keys.find(({ state }) => state === "current")?.kid ?? "" };
}

export interface AskedLook {
  readonly link: InviteLink;
  /** Of nobody yet: who only looks leaves no trace of a company. */
  readonly key: OwnKey;
  readonly isLocal: boolean;
  readonly signal: AbortSignal;
}

/** What an invitation says, under the key that its link names. */
export const lookAtInvitation = (
  options: Pick<EngineOptions, "transport" | "now">,
  answer: AnswerExchange,
  { link, key, isLocal, signal }: AskedLook,
): Promise<Outcome<Invitation>> =>
  inviteClient({ ...meansTo(options, answer, isLocal, signal), link, key }).look({ baseAddress: null });
