// Over 300 lines because a basket and its lines are written and read together.
import { sql } from "kysely";
import type { Amount } from "#domain/amount.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import { SupplierDocumentLine } from "#domain/supplier/supplier-document.ts";
import type { Transaction } from "./database.ts";
import { keepsNothing } from "./retention.ts";
import { rowsOf } from "./unnest.ts";

export const basketSources = ["service", "punchout", "catalogue", "file", "document"] as const;
export const basketStates = ["staged", "parked", "taken"] as const;
export const emptiedStates = ["no", "yes", "failed"] as const;

/** What a shop said that could not be read, or was read with a remark, of which line. */
export interface BasketRemark {
  readonly line: string;
  readonly reason: string;
}

export interface StagedBasket {
  readonly id: string;
  readonly entryId: string | null;
  /** Null of a document that came as a file, and, with its connector, of what was filled in the catalogue program. */
  readonly connectionId: string | null;
  readonly connector: string | null;
  readonly partyId: string | null;
  readonly partyName: string | null;
  /** Of the login it was fetched with, as it was then. */
  readonly alias: string;
  /** Who alone sees it; null: everybody. */
  readonly userId: string | null;
  readonly fetchedBy: string;
  readonly fetchedAt: string;
  readonly source: (typeof basketSources)[number];
  readonly documentId: string | null;
  /** The order or delivery note of the supplier these are the lines of; null: it is a basket. */
  readonly supplierDocumentId: string | null;
  readonly suppliersBasketId: string;
  readonly currency: string;
  /** The earlier basket of this login that held the same and was taken into a document. */
  readonly doublesId: string | null;
  readonly isDoubleWanted: boolean;
  readonly state: (typeof basketStates)[number];
  readonly emptied: (typeof emptiedStates)[number];
  readonly emptiedAt: string | null;
  readonly remarks: readonly BasketRemark[];
  readonly version: number;
  readonly lineCount: number;
}

const columns = sql`b.id, b.entry_id as "entryId", b.connection_id as "connectionId", coalesce(c.connector, d.connector) as connector, b.party_id as "partyId",
  (select p.name from parties p where p.administration_id = b.administration_id and p.id = b.party_id) as "partyName",
  b.alias, b.user_id as "userId", b.fetched_by as "fetchedBy", b.fetched_at as "fetchedAt", b.source, b.document_id as "documentId",
  b.supplier_document_id as "supplierDocumentId",
  b.suppliers_basket_id as "suppliersBasketId", b.currency, b.doubles_id as "doublesId", b.is_double_wanted as "isDoubleWanted", b.state, b.emptied,
  b.emptied_at as "emptiedAt", b.remarks, b.version,
  (select count(*) from supplier_basket_lines l where l.administration_id = b.administration_id and l.basket_id = b.id)::int as "lineCount"`;
const tables = sql`supplier_baskets b left join connections c on c.administration_id = b.administration_id and c.id = b.connection_id
  left join supplier_documents d on d.administration_id = b.administration_id and d.id = b.supplier_document_id`;

const visibleTo = (userId: string | null) => sql`(b.user_id is null or b.user_id = ${userId})`;

/** The latest ones, the newest first. */
export async function listBaskets(
  trx: Transaction,
  administrationId: string,
  {
    userId,
    documentId,
    limit,
  }: { readonly userId: string | null; readonly documentId?: string | undefined; readonly limit: number },
): Promise<StagedBasket[]> {
  const { rows } = await sql<StagedBasket>`select ${columns} from ${tables}
    where b.administration_id = ${administrationId} and ${visibleTo(userId)}
      and ${documentId === undefined ? sql`true` : sql`b.document_id = ${documentId}`}
    order by b.fetched_at desc, b.id limit ${limit}`.execute(trx);
  return rows;
}

/** Null for one that is not there, and for one of somebody else. */
export async function readBasket(
  trx: Transaction,
  administrationId: string,
  id: string,
  userId: string | null,
  lock = false,
): Promise<StagedBasket | null> {
  const { rows } = await sql<StagedBasket>`select ${columns} from ${tables}
    where b.administration_id = ${administrationId} and b.id = ${id} and ${visibleTo(userId)} ${lock ? sql`for update of b` : sql``}`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Those that one press of a button in the catalogue program made, whosever they are; nobody else makes any before the transaction ends. */
export async function lockBasketsOfKey(
  trx: Transaction,
  administrationId: string,
  clientKey: string,
): Promise<StagedBasket[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue basket ${administrationId} ${clientKey}`}, 0))`.execute(
    trx,
  );
  const { rows } = await sql<StagedBasket>`select ${columns} from ${tables}
    where b.administration_id = ${administrationId} and b.client_key = ${clientKey} order by b.fetched_at, b.id`.execute(
    trx,
  );
  return rows;
}

/** Whoever takes a basket that holds this waits here for another who takes one that holds the same now. */
export const lockContent = (trx: Transaction, administrationId: string, contentHash: Buffer): Promise<unknown> =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`basket content ${administrationId} ${contentHash.toString("hex")}`}, 0))`.execute(
    trx,
  );

/**
 * The latest basket of this login that held exactly this and of which something was taken into a document; of no login: of the catalogue
 * program. `exceptId` is the one that is asked about.
 */
export async function takenBefore(
  trx: Transaction,
  administrationId: string,
  connectionId: string | null,
  contentHash: Buffer,
  exceptId: string | null = null,
): Promise<{ readonly id: string; readonly fetchedAt: string } | null> {
  const { rows } = await sql<{
    id: string;
    fetchedAt: string;
  }>`select id, fetched_at as "fetchedAt" from supplier_baskets
    where administration_id = ${administrationId} and connection_id is not distinct from ${connectionId} and content_hash = ${contentHash} and state = 'taken'
      and source <> 'document' and (${exceptId}::uuid is null or id <> ${exceptId})
    order by fetched_at desc limit 1`.execute(trx);
  return rows[0] ?? null;
}

export type NewBasket = Pick<
  StagedBasket,
  | "id"
  | "entryId"
  | "connectionId"
  | "partyId"
  | "alias"
  | "userId"
  | "fetchedBy"
  | "fetchedAt"
  | "source"
  | "documentId"
  | "supplierDocumentId"
  | "suppliersBasketId"
  | "currency"
  | "doublesId"
  | "isDoubleWanted"
  | "remarks"
> & {
  readonly state: "staged" | "parked";
  /** Of the press of a button in the catalogue program; left out: it did not come from there. */
  readonly clientKey?: string;
  readonly contentHash: Buffer;
  /** As it came; not kept where no raw input is, and null where it is kept elsewhere. */
  readonly raw: Uint8Array | null;
  readonly rawContentType: string;
  readonly lines: readonly NewBasketLine[];
};

export const matches = ["supplier", "gtin", "several", "none"] as const;

export interface NewBasketLine {
  readonly position: number;
  readonly asRead: BasketLine;
  readonly cost: Amount | null;
  readonly costFlags: readonly string[];
  readonly itemId: string | null;
  readonly match: (typeof matches)[number];
  readonly supplierItemId: string | null;
  readonly isTicked: boolean;
  readonly quantity: Amount;
  readonly unitCode: string;
}

const lineColumns = {
  position: "int",
  as_read: "jsonb",
  cost: "numeric",
  cost_flags: "text",
  item_id: "uuid",
  match: "text",
  supplier_item_id: "uuid",
  is_ticked: "boolean",
  quantity: "numeric",
  unit_code: "text",
} as const;

/** Of what may have been taken away while the supplier was asked, its id; null when it was. Nobody takes it away before this transaction ends. */
export const stillThere = (
  table: "supplier_entries" | "documents" | "parties",
  administrationId: string,
  id: string | null,
) =>
  sql`(select r.id from ${sql.table(table)} r where r.administration_id = ${administrationId}::uuid and r.id = ${id}::uuid for key share)`;

export async function insertBasket(trx: Transaction, administrationId: string, basket: NewBasket): Promise<void> {
  const b = basket;
  const entryId = stillThere("supplier_entries", administrationId, b.entryId);
  const partyId = stillThere("parties", administrationId, b.partyId);
  const documentId = stillThere("documents", administrationId, b.documentId);
  await sql`insert into supplier_baskets (administration_id, id, entry_id, connection_id, party_id, alias, user_id, fetched_by, fetched_at, source,
      document_id, supplier_document_id, suppliers_basket_id, currency, content_hash, doubles_id, is_double_wanted, state, client_key, raw, raw_content_type,
      remarks)
    values (${administrationId}, ${b.id}, ${entryId}, ${b.connectionId}, ${partyId}, ${b.alias}, ${b.userId}, ${b.fetchedBy}, ${b.fetchedAt},
      ${b.source}, ${documentId}, ${b.supplierDocumentId}, ${b.suppliersBasketId}, ${b.currency}, ${b.contentHash}, ${b.doublesId}, ${b.isDoubleWanted}, ${b.state},
      ${b.clientKey ?? null},
      case when ${keepsNothing("raw", sql`${administrationId}::uuid`)} then null else ${b.raw === null ? null : Buffer.from(b.raw)}::bytea end,
      ${b.rawContentType}, ${JSON.stringify(b.remarks)}::jsonb)`.execute(trx);
  const rows = b.lines.map((line) => ({
    position: line.position,
    as_read: line.asRead,
    cost: line.cost,
    cost_flags: line.costFlags.join(" "),
    item_id: line.itemId,
    match: line.match,
    supplier_item_id: line.supplierItemId,
    is_ticked: line.isTicked,
    quantity: line.quantity,
    unit_code: line.unitCode,
  }));
  if (rows.length === 0) return;
  await sql`with l ${rowsOf(lineColumns, rows, "as")}
    insert into supplier_basket_lines (administration_id, basket_id, position, as_read, cost, cost_flags, item_id, match, supplier_item_id, is_ticked,
      quantity, unit_code)
    select ${administrationId}, ${b.id}, position, as_read, cost, array_remove(string_to_array(cost_flags, ' '), ''), item_id, match,
      supplier_item_id, is_ticked, quantity, unit_code from l`.execute(trx);
}

/** One line as it is stored, with what our own item and the supplier's price list say today. */
export interface StagedLine extends NewBasketLine {
  /** Of a basket it says nothing of what was delivered. */
  readonly asRead: SupplierDocumentLine;
  readonly enteredPrice: Amount | null;
  readonly takenQuantity: Amount;
  readonly item: {
    readonly id: string;
    readonly sellersItemIdentifier: string;
    readonly name: string;
    readonly unitCode: string;
    readonly salesPrice: Amount | null;
    readonly vatRate: Amount | null;
  } | null;
  /** As it stands in the supplier's price list: how a sales price is made; null: it does not say. */
  readonly salesRule: unknown;
}

export async function linesOf(trx: Transaction, administrationId: string, basketId: string): Promise<StagedLine[]> {
  const { rows } = await sql<Omit<StagedLine, "asRead"> & { readonly asRead: unknown }>`
    select l.position, l.as_read as "asRead", trim_scale(l.cost)::text as cost, l.cost_flags as "costFlags", l.item_id as "itemId", l.match,
      l.supplier_item_id as "supplierItemId", l.is_ticked as "isTicked", trim_scale(l.quantity)::text as quantity, l.unit_code as "unitCode",
      trim_scale(l.entered_price)::text as "enteredPrice", trim_scale(l.taken_quantity)::text as "takenQuantity",
      case when i.id is not null then jsonb_build_object('id', i.id, 'sellersItemIdentifier', i.sellers_item_identifier, 'name', i.name,
        'unitCode', i.unit_code, 'salesPrice', trim_scale(i.sales_price)::text, 'vatRate', trim_scale(i.vat_rate)::text) end as item,
      coalesce(s.sales_rule, p.terms -> 'salesRule') as "salesRule"
    from supplier_basket_lines l
    left join items i on i.administration_id = l.administration_id and i.id = l.item_id
    left join supplier_items s on s.administration_id = l.administration_id and s.id = l.supplier_item_id
    left join price_lists p on p.administration_id = s.administration_id and p.id = s.price_list_id
    where l.administration_id = ${administrationId} and l.basket_id = ${basketId} order by l.position`.execute(trx);
  return rows.map((row) => ({ ...row, asRead: SupplierDocumentLine.parse(row.asRead) }));
}

/** What a person chose of one line; only what is given changes. */
export interface LineChoice {
  readonly position: number;
  readonly isTicked?: boolean | undefined;
  readonly quantity?: Amount | undefined;
  readonly unitCode?: string | undefined;
  readonly enteredPrice?: Amount | null | undefined;
}

const choiceColumns = {
  position: "int",
  is_ticked: "boolean",
  quantity: "numeric",
  unit_code: "text",
  has_price: "boolean",
  entered_price: "numeric",
} as const;

export async function chooseLines(
  trx: Transaction,
  administrationId: string,
  basketId: string,
  choices: readonly LineChoice[],
): Promise<void> {
  const rows = choices.map(({ position, isTicked, quantity, unitCode, enteredPrice }) => ({
    position,
    is_ticked: isTicked ?? null,
    quantity: quantity ?? null,
    unit_code: unitCode ?? null,
    has_price: enteredPrice !== undefined,
    entered_price: enteredPrice ?? null,
  }));
  await sql`with g ${rowsOf(choiceColumns, rows, "as")}
    update supplier_basket_lines l set is_ticked = coalesce(g.is_ticked, l.is_ticked), quantity = coalesce(g.quantity, l.quantity),
      unit_code = coalesce(g.unit_code, l.unit_code), entered_price = case when g.has_price then g.entered_price else l.entered_price end
    from g where l.administration_id = ${administrationId} and l.basket_id = ${basketId} and l.position = g.position`.execute(
    trx,
  );
  await touchBasket(trx, administrationId, basketId);
}

const touchBasket = (trx: Transaction, administrationId: string, basketId: string): Promise<unknown> =>
  sql`update supplier_baskets set version = version + 1 where administration_id = ${administrationId} and id = ${basketId}`.execute(
    trx,
  );

/** Learns what a supplier's own word for a unit means, as a person said just now. */
export async function learnUnit(
  trx: Transaction,
  administrationId: string,
  { partyId, word, unitCode, by }: { partyId: string; word: string; unitCode: string; by: string },
): Promise<void> {
  await sql`insert into supplier_units (administration_id, party_id, suppliers_word, unit_code, changed_by)
    values (${administrationId}, ${partyId}, ${word}, ${unitCode}, ${by})
    on conflict (administration_id, party_id, suppliers_word) do update set unit_code = excluded.unit_code, changed_at = now(),
      changed_by = excluded.changed_by`.execute(trx);
}

/** What the same press of the button did before; null: nothing. */
export async function takingOf(
  trx: Transaction,
  administrationId: string,
  basketId: string,
  key: string,
): Promise<{ readonly documentId: string; readonly lines: number } | null> {
  const { rows } = await sql<{
    documentId: string;
    lines: number;
  }>`select document_id as "documentId", lines from supplier_basket_takings
    where administration_id = ${administrationId} and basket_id = ${basketId} and key = ${key}`.execute(trx);
  return rows[0] ?? null;
}

/** Marks these lines as taken by what they were to be taken for. */
export async function recordTaking(
  trx: Transaction,
  administrationId: string,
  basketId: string,
  taking: {
    readonly key: string;
    readonly documentId: string;
    readonly positions: readonly number[];
    readonly by: string;
  },
): Promise<void> {
  const { key, documentId, positions, by } = taking;
  await sql`insert into supplier_basket_takings (administration_id, basket_id, key, document_id, lines, taken_by)
    values (${administrationId}, ${basketId}, ${key}, ${documentId}, ${positions.length}, ${by})`.execute(trx);
  await sql`update supplier_basket_lines set taken_quantity = taken_quantity + quantity, is_ticked = false
    where administration_id = ${administrationId} and basket_id = ${basketId} and position = any(${[...positions]}::int[])`.execute(
    trx,
  );
  await sql`update supplier_baskets set state = 'taken', document_id = ${documentId}, version = version + 1
    where administration_id = ${administrationId} and id = ${basketId}`.execute(trx);
}

export async function setEmptied(
  trx: Transaction,
  administrationId: string,
  basketId: string,
  { emptied, at, by }: { readonly emptied: StagedBasket["emptied"]; readonly at: string | null; readonly by: string },
): Promise<void> {
  await sql`update supplier_baskets set emptied = ${emptied}, emptied_at = ${at}, emptied_by = ${by}, version = version + 1
    where administration_id = ${administrationId} and id = ${basketId}`.execute(trx);
}

/** As it came; null when its retention is over, or nothing is kept. */
export async function rawOfBasket(
  trx: Transaction,
  administrationId: string,
  basketId: string,
): Promise<Buffer | null> {
  const { rows } = await sql<{ raw: Buffer | null }>`select raw from supplier_baskets
    where administration_id = ${administrationId} and id = ${basketId}`.execute(trx);
  return rows[0]?.raw ?? null;
}
