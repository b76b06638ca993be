// Over 300 lines because a relation is one row with its states, its directions and who may be asked.
import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import type { Database, Transaction } from "./database.ts";

export const relationStates = ["invited", "active", "suspended", "rejected", "cancelled", "expired", "ended"] as const;
export type RelationState = (typeof relationStates)[number];

/** Allowed moves; the database has the same table. */
export const relationTransitions: Readonly<Record<RelationState, readonly RelationState[]>> = {
  invited: ["active", "suspended", "rejected", "cancelled", "expired", "ended"],
  active: ["suspended", "ended"],
  suspended: ["active", "ended"],
  rejected: [],
  cancelled: [],
  expired: [],
  ended: [],
};

/** Who one side is, as it says itself and the other confirms: the same shape as on the wire (connect/hub-exchange/envelope.ts). */
export interface PartnerIdentity {
  /** What `id` is a number of: `0208` of the Belgian register, `0106` of the Dutch, `0088` a GLN, `9925` and others a VAT number. */
  readonly scheme: string;
  readonly id: string;
  readonly name: string;
  readonly vatNumber: string | null;
  readonly gln: string | null;
  readonly address: {
    readonly street: string | null;
    readonly postalCode: string | null;
    readonly city: string | null;
    readonly country: string;
  } | null;
}

const decimal = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/);

export const RelationSettings = z.object({
  /** How far the buyer's price may be from ours before its line counts as changed: both have to be exceeded. */
  priceTolerancePercent: decimal.default("2"),
  priceToleranceAmount: decimal.default("0.05"),
  acceptsBuyerPrice: z.boolean().default(false),
  /** As the original does it: an order goes once, and nothing that changes afterwards. */
  orderOnly: z.boolean().default(false),
  allowsTextLines: z.boolean().default(false),
  /** Above it a person looks at an order that came in; null: none. */
  maximumOrderValue: decimal.nullable().default(null),
  /** An order on which everything fits is accepted without a person. */
  acceptsByItself: z.boolean().default(false),
  /** We fetch what the partner has for us; it cannot reach this hub. */
  pulls: z.boolean().default(false),
});
export type RelationSettings = z.output<typeof RelationSettings>;

export interface Relation {
  readonly id: string;
  readonly administrationId: string;
  readonly side: "initiator" | "responder";
  readonly state: RelationState;
  readonly stateChangedAt: string;
  readonly stateChangedBy: string;
  readonly suspendedByUs: boolean;
  readonly suspendedByPartner: boolean;
  readonly partyId: string | null;
  readonly own: PartnerIdentity;
  /** Null until it answered. */
  readonly partner: PartnerIdentity | null;
  /** Where each side's hub is; empty: nobody reaches it. */
  readonly ownHub: string;
  readonly partnerHub: string;
  readonly isLocal: boolean;
  readonly mode: "test" | "live";
  readonly confirmedAt: string | null;
  readonly confirmedBy: string;
  readonly partnerConfirmedAt: string | null;
  readonly comparisonCode: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  readonly settings: RelationSettings;
  readonly receivedSeq: number;
  /** Up to which number the partner, which is asked for its messages, knows what became of them. */
  readonly acknowledgedSeq: number;
  readonly partnerPulls: boolean;
  /** How often each side said how it has it now. */
  readonly ownAnnounced: number;
  readonly partnerAnnounced: number;
  readonly partnerMaximumBytes: number;
  readonly pulledAt: string | null;
  readonly nextPullAt: string | null;
  readonly pullFailures: number;
  readonly trouble: { readonly code: string; readonly text: string } | null;
  readonly createdAt: string;
  readonly createdBy: string;
  /** When and by whom it was last saved. */
  readonly changedAt: string;
  readonly changedBy: string;
  readonly version: number;
}

const columns = sql`r.id, r.administration_id as "administrationId", r.side, r.state, r.state_changed_at as "stateChangedAt",
  r.state_changed_by as "stateChangedBy", r.suspended_by_us as "suspendedByUs", r.suspended_by_partner as "suspendedByPartner",
  r.party_id as "partyId", r.own, r.partner, r.own_hub as "ownHub", r.partner_hub as "partnerHub", r.is_local as "isLocal", r.mode, r.confirmed_at as "confirmedAt", r.confirmed_by as "confirmedBy",
  r.partner_confirmed_at as "partnerConfirmedAt", r.comparison_code as "comparisonCode", r.expires_at as "expiresAt", r.ended_at as "endedAt",
  r.settings, r.received_seq::float8 as "receivedSeq", r.acknowledged_seq::float8 as "acknowledgedSeq", r.partner_pulls as "partnerPulls", r.own_announced as "ownAnnounced",
  r.partner_announced as "partnerAnnounced", r.partner_maximum_bytes as "partnerMaximumBytes", r.pulled_at as "pulledAt",
  r.next_pull_at as "nextPullAt", r.pull_failures as "pullFailures", r.trouble, r.created_at as "createdAt", r.created_by as "createdBy",
  r.changed_at as "changedAt", r.changed_by as "changedBy", r.version`;

const read = (row: Relation): Relation => ({ ...row, settings: RelationSettings.parse(row.settings) });

async function relationsWhere(trx: Transaction, condition: RawBuilder<unknown>): Promise<Relation[]> {
  const { rows } = await sql<Relation>`select ${columns} from relations r where ${condition}`.execute(trx);
  return rows.map(read);
}

export async function listRelations(trx: Transaction, administrationId: string): Promise<Relation[]> {
  return relationsWhere(trx, sql`r.administration_id = ${administrationId} order by r.created_at desc, r.id`);
}

export async function readRelation(trx: Transaction, administrationId: string, id: string): Promise<Relation | null> {
  const [relation] = await relationsWhere(trx, sql`r.administration_id = ${administrationId} and r.id = ${id}`);
  return relation ?? null;
}

/** Locked until the transaction ends: whatever changes a relation, or numbers a message of it, begins here. */
export async function lockRelation(trx: Transaction, administrationId: string, id: string): Promise<Relation | null> {
  const [relation] = await relationsWhere(
    trx,
    sql`r.administration_id = ${administrationId} and r.id = ${id} for update`,
  );
  return relation ?? null;
}

/** The relation over which orders go to and come from a party; null when none is active. The newest where there are two, test and live. */
export async function activeRelationOf(
  trx: Transaction,
  administrationId: string,
  partyId: string,
): Promise<Relation | null> {
  const [relation] = await relationsWhere(
    trx,
    sql`r.administration_id = ${administrationId} and r.party_id = ${partyId} and r.state = 'active'
      order by r.mode, r.created_at desc limit 1`,
  );
  return relation ?? null;
}

/** Relations with who goes by this number, that are there or on their way; but for `besides`. */
export async function relationsWith(
  trx: Transaction,
  administrationId: string,
  partner: Pick<PartnerIdentity, "scheme" | "id">,
  { mode, besides }: { readonly mode: Relation["mode"]; readonly besides: string },
): Promise<Relation[]> {
  return relationsWhere(
    trx,
    sql`r.administration_id = ${administrationId} and r.id <> ${besides} and r.mode = ${mode} and r.state in ('invited', 'active', 'suspended')
      and r.partner ->> 'scheme' = ${partner.scheme} and r.partner ->> 'id' = ${partner.id}`,
  );
}

export type NewRelation = Pick<
  Relation,
  | "id"
  | "administrationId"
  | "side"
  | "partyId"
  | "own"
  | "partner"
  | "ownHub"
  | "partnerHub"
  | "isLocal"
  | "mode"
  | "expiresAt"
  | "settings"
> & { readonly by: string; readonly confirmedAt: string | null; readonly partnerPulls: boolean };

/** False when this administration has a relation of that id already. */
export async function insertRelation(trx: Transaction, relation: NewRelation): Promise<boolean> {
  const { id, administrationId, by, partner } = relation;
  const { numAffectedRows } = await sql`
    insert into relations (administration_id, id, side, state_changed_by, party_id, own, partner, own_hub, partner_hub, is_local, mode, expires_at, settings, confirmed_at,
      confirmed_by, partner_pulls, created_by, changed_by)
    values (${administrationId}, ${id}, ${relation.side}, ${by}, ${relation.partyId}, ${JSON.stringify(relation.own)}::jsonb,
      ${partner === null ? null : JSON.stringify(partner)}::jsonb, ${relation.ownHub}, ${relation.partnerHub}, ${relation.isLocal}, ${relation.mode}, ${relation.expiresAt},
      ${JSON.stringify(relation.settings)}::jsonb, ${relation.confirmedAt}, ${relation.confirmedAt === null ? "" : by}, ${relation.partnerPulls},
      ${by}, ${by})
    on conflict (administration_id, id) do nothing`.execute(trx);
  return numAffectedRows === 1n;
}

/** What may change of a relation beside its state. */
export type RelationChange = Partial<
  Pick<
    Relation,
    | "partyId"
    | "own"
    | "partner"
    | "ownHub"
    | "partnerHub"
    | "isLocal"
    | "confirmedAt"
    | "confirmedBy"
    | "partnerConfirmedAt"
    | "comparisonCode"
    | "expiresAt"
    | "endedAt"
    | "settings"
    | "suspendedByUs"
    | "suspendedByPartner"
    | "partnerPulls"
    | "ownAnnounced"
    | "partnerAnnounced"
    | "partnerMaximumBytes"
    | "nextPullAt"
    | "trouble"
    | "state"
  >
>;

const columnOf: Readonly<Record<keyof RelationChange, string>> = {
  partyId: "party_id",
  own: "own",
  partner: "partner",
  ownHub: "own_hub",
  partnerHub: "partner_hub",
  isLocal: "is_local",
  confirmedAt: "confirmed_at",
  confirmedBy: "confirmed_by",
  partnerConfirmedAt: "partner_confirmed_at",
  comparisonCode: "comparison_code",
  expiresAt: "expires_at",
  endedAt: "ended_at",
  settings: "settings",
  suspendedByUs: "suspended_by_us",
  suspendedByPartner: "suspended_by_partner",
  partnerPulls: "partner_pulls",
  ownAnnounced: "own_announced",
  partnerAnnounced: "partner_announced",
  partnerMaximumBytes: "partner_maximum_bytes",
  nextPullAt: "next_pull_at",
  trouble: "trouble",
  state: "state",
};

/** What a person saves with the version it was read with. */
const saved = ["partyId", "settings"] as const;

/**
 * Changes a relation that was locked. A move of its state that is not allowed throws. Only what a person saves has another version: whether a partner
 * answers changes by the second, and keeps nobody from saving.
 */
export async function changeRelation(
  trx: Transaction,
  { administrationId, id }: Pick<Relation, "administrationId" | "id">,
  change: RelationChange,
  { at, by }: { readonly at: string; readonly by: string },
): Promise<void> {
  const sets = (Object.entries(change) as [keyof RelationChange, unknown][]).map(([name, value]) =>
    value !== null && typeof value === "object"
      ? sql`${sql.ref(columnOf[name])} = ${JSON.stringify(value)}::jsonb`
      : sql`${sql.ref(columnOf[name])} = ${value}`,
  );
  if (change.state !== undefined) sets.push(sql`state_changed_at = ${at}`, sql`state_changed_by = ${by}`);
  if (saved.some((name) => change[name] !== undefined))
    sets.push(sql`changed_at = ${at}`, sql`changed_by = ${by}`, sql`version = version + 1`);
  await sql`update relations set ${sql.join(sets)} where administration_id = ${administrationId} and id = ${id}`.execute(
    trx,
  );
}

/** Documents that may go over a relation: contract b2b-exchange.md 3. */
export const relationDocTypes = [
  "order",
  "order_response",
  "order_change",
  "order_cancel",
  "despatch",
  "invoice_copy",
  "catalogue",
  "stock",
  "statement",
] as const;
export type RelationDocType = (typeof relationDocTypes)[number];

export interface RelationDirection {
  readonly docType: RelationDocType;
  readonly way: "in" | "out";
  readonly enabled: boolean;
  /** The partner has the other end of it open. */
  readonly announced: boolean;
}

export async function directionsOf(
  trx: Transaction,
  administrationId: string,
  relationId: string,
): Promise<RelationDirection[]> {
  const { rows } =
    await sql<RelationDirection>`select doc_type as "docType", way, enabled, announced from relation_directions
    where administration_id = ${administrationId} and relation_id = ${relationId} order by doc_type, way`.execute(trx);
  return rows;
}

/** True when both sides want documents of this type to go this way. */
export async function isOpenWay(
  trx: Transaction,
  administrationId: string,
  relationId: string,
  { docType, way }: Pick<RelationDirection, "docType" | "way">,
): Promise<boolean> {
  const { rows } = await sql<{ open: boolean }>`select enabled and announced as open from relation_directions
    where administration_id = ${administrationId} and relation_id = ${relationId} and doc_type = ${docType} and way = ${way}`.execute(
    trx,
  );
  return rows[0]?.open ?? false;
}

/** What we want to go each way; all others are off. */
export async function putDirections(
  trx: Transaction,
  administrationId: string,
  relationId: string,
  wanted: readonly Pick<RelationDirection, "docType" | "way">[],
  side: "enabled" | "announced",
): Promise<void> {
  await sql`update relation_directions set ${sql.ref(side)} = false
    where administration_id = ${administrationId} and relation_id = ${relationId}`.execute(trx);
  for (const { docType, way } of wanted)
    await sql`insert into relation_directions (administration_id, relation_id, doc_type, way, enabled, announced)
      values (${administrationId}, ${relationId}, ${docType}, ${way}, ${side === "enabled"}, ${side === "announced"})
      on conflict (administration_id, relation_id, doc_type, way) do update set ${sql.ref(side)} = true`.execute(trx);
}

export interface RelationPlace {
  readonly administrationId: string;
  readonly relationId: string;
}

/** Which company of this hub a request about a relation is for: the one that knows the key it was signed with. */
export async function resolveRelation(
  hub: Database,
  relationId: string,
  kid: string,
): Promise<readonly { readonly administrationId: string; readonly knowsKey: boolean }[]> {
  const { rows } = await sql<{ administrationId: string; knowsKey: boolean }>`
    select administration_id as "administrationId", knows_key as "knowsKey" from resolve_relation(${relationId}, ${kid})`.execute(
    hub,
  );
  return rows;
}

/** Relations with something to send, to tell or to fetch. */
export async function relationsWithWork(hub: Database): Promise<RelationPlace[]> {
  const { rows } = await sql<RelationPlace>`
    select administration_id as "administrationId", relation_id as "relationId" from relations_with_work()`.execute(
    hub,
  );
  return rows;
}

/** Partners that can be asked what they have for us are asked at once. Returns which. */
export async function askSoon(trx: Transaction, administrationId: string, at: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update relations set next_pull_at = ${at}, pull_failures = 0
    where administration_id = ${administrationId} and state = 'active' and not is_local and partner_hub <> '' returning id`.execute(
    trx,
  );
  return rows.map(({ id }) => id);
}

/** The partner answered when it was asked what it has for us, or did not: when to ask again. */
export async function notePull(
  trx: Transaction,
  { administrationId, relationId }: RelationPlace,
  {
    at,
    nextAt,
    trouble,
    heardUpTo = 0,
  }: {
    at: string;
    nextAt: string | null;
    trouble: Relation["trouble"];
    /** Up to which number the partner heard what became of its messages. */
    heardUpTo?: number;
  },
): Promise<void> {
  await (
    trouble === null
      ? sql`update relations set pulled_at = ${at}, next_pull_at = ${nextAt}, pull_failures = 0, trouble = null,
            acknowledged_seq = greatest(acknowledged_seq, least(received_seq, ${heardUpTo}::bigint))
          where administration_id = ${administrationId} and id = ${relationId}`
      : sql`update relations set next_pull_at = ${nextAt}, pull_failures = pull_failures + 1, trouble = ${JSON.stringify(trouble)}::jsonb
          where administration_id = ${administrationId} and id = ${relationId}`
  ).execute(trx);
}
