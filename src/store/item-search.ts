import { sql } from "kysely";
import { isOneTypoFrom } from "#domain/one-typo.ts";
import { gtin14 } from "#domain/supplier/supplier-item.ts";
import type { Transaction } from "./database.ts";
import { searchWords } from "./search-words.ts";

export type HitKind = "item" | "supplierItem";

/** Something that was found, by what: its code, its barcode, the beginning of its code or name, or words in it. */
export interface Hit {
  readonly kind: HitKind;
  readonly id: string;
  readonly by: "code" | "gtin" | "prefix" | "words";
}

export interface Found {
  readonly hits: readonly Hit[];
  /** What was searched for instead, when nothing was found and one typo was in it; null: nothing else. */
  readonly corrected: string | null;
}

/** The same as `searchable` in the database. */
const searchable = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase();

const plainCode = (text: string): string => searchable(text).replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** The first text that does not begin with `prefix`: code points go no higher. */
const after = (prefix: string): string => `${prefix}\u{10FFFF}`;

/** Three signs make a trigram; a shorter word only narrows what others find. */
const leastOfWord = 3;
const leastOfTypo = 4;
/** Tried one after the other: somebody waits. */
const mostCorrections = 5;

interface Asked {
  readonly q: string;
  readonly limit: number;
  readonly priceListId: string | null;
}

/** Own items first, then those of suppliers; lists that were archived are left out. */
const inOrder = (hits: readonly Hit[]): Hit[] => [
  ...hits.filter(({ kind }) => kind === "item"),
  ...hits.filter(({ kind }) => kind === "supplierItem"),
];

/** By the very code or barcode, and by what begins with it: a code, a manufacturer's code, a name. In one statement: somebody waits. */
async function byBeginning(
  trx: Transaction,
  administrationId: string,
  { q, limit, priceListId }: Asked,
): Promise<{ readonly exact: Hit[]; readonly begins: Hit[] }> {
  const [code, name, gtin] = [plainCode(q), searchable(q.trim()).slice(0, 60), gtin14(q)];
  // As codes of items were typed in: of 8, 12, 13 or 14 digits.
  const gtins = gtin === "" ? [] : [gtin, gtin.replace(/^0/, ""), gtin.replace(/^00/, ""), gtin.replace(/^0{6}/, "")];
  const inList = sql`(${priceListId}::uuid is null or price_list_id = ${priceListId})`;
  const own = sql`administration_id = ${administrationId}`;
  const { rows } = await sql<Hit>`
    (select 'supplierItem' as kind, id, 'gtin' as by from supplier_items where ${own} and gtin = ${gtin} and gtin <> '' and ${inList} limit ${limit})
    union all
    (select 'item', item_id, 'gtin' from item_codes where ${own} and scheme = 'gtin' and ${priceListId}::uuid is null and code = any(${gtins}::text[])
      limit ${limit})
    union all
    (select kind, id, 'code' from item_search where ${own} and ${code !== ""} and code collate "C" = ${code} and ${inList} limit ${limit})
    union all
    (select kind, id, 'code' from item_search where ${own} and ${code !== ""} and manufacturers_code <> '' and manufacturers_code collate "C" = ${code}
      and ${inList} limit ${limit})
    union all
    (select kind, id, 'prefix' from item_search where ${own} and ${code.length >= 2} and code collate "C" >= ${code} and code collate "C" < ${after(code)}
      and ${inList} order by code collate "C" limit ${limit})
    union all
    (select kind, id, 'prefix' from item_search where ${own} and ${code.length >= 2} and manufacturers_code <> ''
      and manufacturers_code collate "C" >= ${code} and manufacturers_code collate "C" < ${after(code)} and ${inList}
      order by manufacturers_code collate "C" limit ${limit})
    union all
    (select kind, id, 'prefix' from item_search where ${own} and ${name.length >= 2} and starts collate "C" >= ${name}
      and starts collate "C" < ${after(name)} and ${inList} order by starts collate "C" limit ${limit})`.execute(trx);
  return {
    exact: inOrder(rows.filter(({ by }) => by !== "prefix")),
    begins: inOrder(rows.filter(({ by }) => by === "prefix")),
  };
}

async function byWords(
  trx: Transaction,
  words: readonly string[],
  { limit, priceListId }: Pick<Asked, "limit" | "priceListId">,
): Promise<Hit[]> {
  if (!words.some((word) => word.length >= leastOfWord)) return [];
  const { rows } =
    await sql<Hit>`select kind, id, 'words' as by from find_by_words(${[...words]}::text[], ${priceListId}::uuid, ${limit})`.execute(
      trx,
    );
  return inOrder(rows);
}

const halves = (word: string): [string, string] => {
  const middle = Math.floor(word.length / 2);
  return [word.slice(0, middle), word.slice(middle)];
};

/**
 * Words that occur and are one typo from this one; empty when it occurs itself, or something begins with it. One typo leaves the first or the last half of a
 * word as it was, so two ranges of two indexes hold all of them, but for two signs that were swapped in the middle: those are tried.
 */
async function meantBy(trx: Transaction, administrationId: string, word: string): Promise<string[]> {
  const { rows: same } = await sql`select from item_search_words where administration_id = ${administrationId}
    and word collate "C" >= ${word} and word collate "C" < ${after(word)} limit 1`.execute(trx);
  if (same.length > 0) return [];
  const [first, last] = halves(word);
  const backwards = Array.from(last).toReversed().join("");
  const shorter = first.slice(0, -1);
  const swapped = `${shorter}${last[0] ?? ""}${first.at(-1) ?? ""}${last.slice(1)}`;
  const between = sql`length(word) between ${word.length - 1} and ${word.length + 1}`;
  const { rows } = await sql<{ word: string }>`
    (select word from item_search_words where administration_id = ${administrationId} and word collate "C" >= ${first}
      and word collate "C" < ${after(first)} and ${between} limit 20000)
    union
    (select word from item_search_words where administration_id = ${administrationId} and backwards collate "C" >= ${backwards}
      and backwards collate "C" < ${after(backwards)} and ${between} limit 20000)
    union
    select word from item_search_words where administration_id = ${administrationId} and word = ${swapped}`.execute(
    trx,
  );
  return rows
    .map((row) => row.word)
    .filter((meant) => isOneTypoFrom(word, meant))
    .toSorted((a, b) => Number(b[0] === word[0]) - Number(a[0] === word[0]) || (a < b ? -1 : 1))
    .slice(0, mostCorrections);
}

/** What may have been meant, one word set right at a time. */
async function corrections(trx: Transaction, administrationId: string, words: readonly string[]): Promise<string[][]> {
  const tried: string[][] = [];
  for (const [index, word] of words.entries()) {
    if (word.length < leastOfTypo || !/^\p{L}+$/u.test(word)) continue;
    for (const meant of await meantBy(trx, administrationId, word))
      tried.push(words.map((other, place) => (place === index ? meant : other)));
  }
  return tried.slice(0, mostCorrections);
}

/** Each thing once, by what found it first. */
function distinct(hits: readonly Hit[], limit: number): Hit[] {
  const seen = new Map<string, Hit>();
  for (const hit of hits) {
    const key = `${hit.kind} ${hit.id}`;
    if (!seen.has(key)) seen.set(key, hit);
  }
  return [...seen.values()].slice(0, limit);
}

/**
 * Own items and those of suppliers, the surest first: the very code or barcode, what begins with it, all words of it anywhere. When nothing is found,
 * what may have been meant with one typo in a word. A price list: only its own.
 */
export async function searchCatalogue(trx: Transaction, administrationId: string, asked: Asked): Promise<Found> {
  const { q, limit } = asked;
  if (q.trim() === "") return { hits: [], corrected: null };
  const words = searchWords(searchable(q));
  const { exact, begins } = await byBeginning(trx, administrationId, asked);
  // A barcode is meant as one, and nothing else.
  if (exact.some(({ by }) => by === "gtin")) return { hits: distinct(exact, limit), corrected: null };
  const found = distinct([...exact, ...begins], limit);
  // Nor does anybody who typed a whole code look for it in names.
  if (exact.length > 0 || found.length >= limit) return { hits: found, corrected: null };
  const all = distinct([...found, ...(await byWords(trx, words, asked))], limit);
  if (all.length > 0) return { hits: all, corrected: null };
  for (const meant of await corrections(trx, administrationId, words)) {
    const hits = distinct(await byWords(trx, meant, asked), limit);
    if (hits.length > 0) return { hits, corrected: meant.join(" ") };
  }
  return { hits: [], corrected: null };
}

/** A thing that was found, as a list shows it. Null prices are not known. */
export interface FoundRow extends Hit {
  readonly code: string;
  readonly name: string;
  readonly manufacturersItemIdentifier: string;
  readonly brandName: string;
  readonly gtins: readonly string[];
  readonly supplierName: string;
  readonly partyId: string | null;
  readonly priceListId: string | null;
  readonly priceListName: string;
  readonly itemId: string | null;
  readonly unitCode: string;
  readonly currency: string;
  readonly cost: string | null;
  readonly salesPrice: string | null;
  readonly priceStatus: string;
  readonly isInList: boolean;
  readonly pricedAt: string | null;
}

/** In the order of the hits. What another deleted meanwhile, or stands in an archived list, is left out. */
export async function showHits(trx: Transaction, administrationId: string, hits: readonly Hit[]): Promise<FoundRow[]> {
  const ids = (kind: HitKind) => hits.filter((hit) => hit.kind === kind).map(({ id }) => id);
  const { rows } = await sql<Omit<FoundRow, "by">>`
    select 'supplierItem' as kind, s.id, s.suppliers_item_identifier as code, s.name, s.manufacturers_item_identifier as "manufacturersItemIdentifier",
      s.brand_name as "brandName", case when s.gtin = '' then array[]::text[] else array[s.gtin] end as gtins, p.name as "supplierName", s.party_id as "partyId",
      s.price_list_id as "priceListId", l.name as "priceListName", s.item_id as "itemId", s.use_unit_code as "unitCode", s.currency,
      s.cost_per_use_unit::text as cost, null::text as "salesPrice", s.price_status as "priceStatus", s.not_in_list_since is null as "isInList",
      s.priced_at as "pricedAt"
    from supplier_items s
    join price_lists l on l.administration_id = s.administration_id and l.id = s.price_list_id and l.archived_at is null
    join parties p on p.administration_id = s.administration_id and p.id = s.party_id
    where s.administration_id = ${administrationId} and s.id = any(${ids("supplierItem")}::uuid[])
    union all
    select 'item', i.id, i.sellers_item_identifier, i.name, i.manufacturers_item_identifier, i.brand_name,
      array(select c.code from item_codes c where c.administration_id = i.administration_id and c.item_id = i.id and c.scheme = 'gtin' order by c.code),
      '', null, null, '', i.id, i.unit_code, a.currency,
      (select v.cost_per_use_unit::text from item_suppliers v where v.administration_id = i.administration_id and v.item_id = i.id and v.is_preferred
        and v.currency = a.currency),
      i.sales_price::text, 'ok', true, null
    from items i join administrations a on a.id = i.administration_id
    where i.administration_id = ${administrationId} and i.id = any(${ids("item")}::uuid[]) and i.archived_at is null`.execute(
    trx,
  );
  const byKey = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]));
  return hits.flatMap((hit) => {
    const row = byKey.get(`${hit.kind} ${hit.id}`);
    return row === undefined ? [] : [{ ...row, by: hit.by }];
  });
}
