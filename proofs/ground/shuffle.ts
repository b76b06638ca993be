import pg from "pg";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { startShopWorld } from "#cli/shop-world.ts";
import { recordings } from "./expectations.ts";

const secret = "whsec-fixture-De-Molen-7f3a9c51";

/** What the database says, by plain SQL as its owner. */
interface Counted {
  /** One text per order: outcome, reason and every amount, without numbers, dates and ids. */
  readonly orders: readonly string[];
  readonly lost: number;
  readonly doubled: number;
  readonly gaps: number;
  readonly crossings: number;
}

const ordersSql = `
  select format('%s %s %s %s', i.external_id, i.outcome, coalesce(i.reason_code, '-'), (
    select string_agg(format('%s %s %s %s %s [%s]', d.kind, d.currency, d.tax_exclusive_amount, d.tax_inclusive_amount, d.payable_rounding_amount,
      (select string_agg(format('%s %s %s %s', v.vat_category, v.vat_rate, v.taxable_amount, v.tax_amount), ', ' order by v.vat_rate, v.vat_category)
       from document_vat v where v.document_id = d.id)), '; ' order by d.kind desc, d.tax_inclusive_amount)
    from documents d where d.source_order_id = i.external_id)) as line
  from inbox i order by 1`;

const countsSql = `
  select
    (select count(*) from inbox i where i.outcome = 'documented'
      and not exists (select from documents d where d.source_order_id = i.external_id and d.kind = 'invoice')) as lost,
    (select coalesce(sum(n - 1), 0) from (select count(*) as n from documents where kind = 'invoice' group by source_order_id) g) as doubled,
    (select count(*) filter (where sequence <> rank) from (
      select sequence, row_number() over (partition by kind, year order by sequence) as rank from documents) s) as gaps,
    (select count(*) filter (where issue_date < before) from (
      select issue_date, lag(issue_date) over (partition by kind order by year, sequence) as before from documents) s) as crossings`;

/** Plants what each counter exists to find, past every guard of the database. */
const sabotageSql = `
  set session_replication_role = replica;
  delete from documents where source_order_id = '42';
  insert into documents select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'sequence', d.sequence + 1000))).* from documents d where source_order_id = '43';`;

/** Replays the whole folder in an order of its own, everything `repeat` times, and counts. */
export async function shuffledReplay(seed: number, repeat: number, sabotage: boolean): Promise<Counted> {
  const scratch = await prepareScratchHub({ port: 0, fast: true });
  try {
    const world = await startShopWorld({
      folder: recordings,
      secret,
      configuration: scratch.configuration,
      companyName: "Proefrun",
    });
    try {
      await world.shop.deliver(world.deliverTo).replay("all", { shuffle: seed, repeat, concurrency: 4 });
      await world.settle();
      return await count(scratch.configuration.databaseUrl, sabotage);
    } finally {
      await world.stop();
    }
  } finally {
    await scratch.stop();
  }
}

async function count(url: URL | null, sabotage: boolean): Promise<Counted> {
  if (url === null) throw new Error("The scratch hub has no database address");
  const client = new pg.Client({
    host: url.searchParams.get("host") ?? "",
    port: Number(url.port),
    user: url.username,
    password: decodeURIComponent(url.password),
    database: "schakel",
  });
  await client.connect();
  try {
    if (sabotage) await client.query(sabotageSql);
    const orders = await client.query<{ line: string }>(ordersSql);
    const { rows } = await client.query<Record<"lost" | "doubled" | "gaps" | "crossings", string>>(countsSql);
    const [row] = rows;
    return {
      orders: orders.rows.map((order) => order.line),
      lost: Number(row?.lost),
      doubled: Number(row?.doubled),
      gaps: Number(row?.gaps),
      crossings: Number(row?.crossings),
    };
  } finally {
    await client.end();
  }
}
