import { publicJwk, type OwnKey, type PinnedKey } from "#connect/hub-exchange/exchange-keys.ts";
import type { ExchangeHeaders } from "#connect/hub-exchange/http-signature.ts";
import { refusalCodes, type Refusal, type RefusalCode } from "#connect/hub-exchange/refusal-codes.ts";
import type { Relation, RelationPlace } from "#store/relations.ts";
import type { RelationKey } from "#store/relation-keys.ts";

/** A request of another hub as it came, or of a company of this hub to another one of it. */
export interface ExchangeRequest {
  readonly method: string;
  /** As the sender calls it. */
  readonly targetUri: string;
  /** Behind the base address, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: ExchangeHeaders;
  readonly body: Buffer;
  /** A company of this hub asks it, without HTTP between. */
  readonly isLocal: boolean;
}

export interface ExchangeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What is answered, before it is signed. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Whose answer it is; null: of nobody, unsigned. */
  readonly key: OwnKey | null;
  /** Whose message was taken in with it. */
  readonly received?: RelationPlace;
}

export interface Refused {
  readonly code: RefusalCode;
  readonly detail: string;
  readonly relationState?: NonNullable<Refusal["relationState"]>;
}

export const refusalOf = (
  { code, detail, relationState }: Refused,
  now: Temporal.Instant,
  key: OwnKey | null,
  /** In the hand-shake, where the other side knows no more of the key than its thumbprint. */
  bringsKey = false,
): Reply => {
  const body: Refusal = {
    v: 1,
    code,
    detail: detail.slice(0, 2000),
    time: now.round("second").toString(),
    ...(relationState !== undefined && { relationState }),
    ...(bringsKey && key !== null && { key: publicJwk(key) }),
  };
  return { status: refusalCodes[code].status, body, key };
};

/** A document moves only where both sides are through with the hand-shake, and neither paused or ended it. */
export const notActive = ({ state }: Pick<Relation, "state">): Refused | null =>
  state === "active" ? null : { code: "relation_not_active", detail: `The relation is ${state}`, relationState: state };

export const pinnedOf = ({ kid, x, validTo }: RelationKey): PinnedKey => ({
  kid,
  x,
  validTo: validTo === null ? null : Temporal.Instant.from(validTo),
});

/** Instants on the wire end in Z and have no more than seconds: what the database gives and what a clock gives look alike. */
export const wireInstant = (instant: string | Temporal.Instant): string =>
  (typeof instant === "string" ? Temporal.Instant.from(instant) : instant).round("second").toString();
