import { fileURLToPath } from "node:url";
import pg from "pg";
import { pdfText, totalsOn, vatOn } from "#backoffice/pdf/testing/pdf-text.ts";
import { said, totalsInUbl } from "#backoffice/pdf/testing/ubl-totals.ts";
import { startDemoWorld, type DemoWorld } from "#cli/demo-world.ts";
import { prepareScratchHub } from "#cli/scratch-hub.ts";
import { amount, cents, sum, text } from "#domain/amount.ts";
import { documentKinds, type DocumentKind } from "#domain/document-kinds.ts";
import type { Totals } from "#domain/document.ts";
import type { Language } from "#domain/party.ts";
import { rateName, ratesInUbl } from "./ubl-rates.ts";

const recordings = fileURLToPath(new URL("../../fixtures/woocommerce", import.meta.url));

/** One document, read as the owner of the database. */
interface Row extends Readonly<Record<keyof Totals, string>> {
  readonly id: string;
  readonly name: string;
  readonly kind: DocumentKind;
  readonly status: string;
  readonly language: Language;
  readonly country: string;
  readonly hasAllowances: boolean;
  readonly vat: readonly (readonly [taxable: string, tax: string, category: string, rate: string])[];
}

const everyDocument = `
  select d.id, coalesce(d.number, d.kind || ' (draft)') as name, d.kind, d.status, d.language,
    d.seller->'address'->>'countryCode' as country,
    exists (select from document_allowances a where a.document_id = d.id) as "hasAllowances",
    d.line_extension_amount as "lineExtensionAmount", d.tax_exclusive_amount as "taxExclusiveAmount",
    d.tax_amount as "taxAmount", d.tax_inclusive_amount as "taxInclusiveAmount", d.prepaid_amount as "prepaidAmount",
    d.payable_rounding_amount as "payableRoundingAmount", d.payable_amount as "payableAmount",
    coalesce((select json_agg(json_build_array(v.taxable_amount::text, v.tax_amount::text, v.vat_category, v.vat_rate::text))
      from document_vat v where v.document_id = d.id), '[]') as vat
  from documents d order by d.id`;

const firstInvoice = "select id from documents where kind = 'invoice' and status = 'issued' order by id limit 1";

/** A cent that got into the books behind everybody's back, after the document had left. */
const plantCent = `
  begin;
  set local session_replication_role = replica;
  update documents set tax_amount = tax_amount + 0.01, tax_inclusive_amount = tax_inclusive_amount + 0.01,
    payable_amount = payable_amount + 0.01
  where id = (${firstInvoice});
  commit`;

/** As a page shows them: a rounding, an advance or a subtotal of nothing is left out, and a delivery note has no prices. */
function expectedOnPage(row: Row): Partial<Record<keyof Totals, string>> {
  const isZero = (name: keyof Totals) => Number(row[name]) === 0;
  const shown = (name: keyof Totals, isShown = true) => (isShown ? { [name]: said(row[name]) } : {});
  return {
    ...shown("lineExtensionAmount", row.hasAllowances),
    ...shown("taxExclusiveAmount"),
    ...shown("taxAmount"),
    ...shown("taxInclusiveAmount"),
    ...shown("payableRoundingAmount", !isZero("payableRoundingAmount")),
    ...shown("prepaidAmount", !isZero("prepaidAmount")),
    ...shown("payableAmount"),
  };
}

export interface Agreement {
  readonly documents: number;
  readonly byKind: Readonly<Record<string, number>>;
  readonly byLanguage: Readonly<Record<string, number>>;
  /** In how many documents each rate stands, by its name. */
  readonly byRate: Readonly<Record<string, number>>;
  /** How many went the whole way: page, books and UBL. */
  readonly inUbl: number;
  /** On pages and in UBL, each against the database. */
  readonly figures: number;
  readonly wrong: readonly string[];
  readonly seconds: number;
}

/** Every document of the demo: its PDF as text and its UBL as the API gives them, against the rows the owner sees. */
export async function totalsAgree(orders: number, sabotage: boolean): Promise<Agreement> {
  const scratch = await prepareScratchHub({ port: 0, fast: true });
  let world: DemoWorld | undefined;
  const owner = new pg.Client({ connectionString: scratch.configuration.databaseUrl?.href ?? "" });
  try {
    world = await startDemoWorld({ configuration: scratch.configuration, folder: recordings, orders });
    await owner.connect();
    if (sabotage) {
      const [invoice] = (await owner.query<{ id: string }>(firstInvoice)).rows;
      await fetched(world, `/api/documents/${invoice?.id ?? ""}/pdf`);
      await owner.query(plantCent);
    }
    const { rows } = await owner.query<Row>(everyDocument);
    return await compareAll(world, rows);
  } finally {
    await owner.end();
    await world?.stop();
    await scratch.stop();
  }
}

/** In no order: rates are named in words on the page. */
const perRate = (vat: readonly (readonly [string, string])[]): Record<string, string> =>
  Object.fromEntries(
    vat
      .map((amounts) => amounts.join(" + "))
      .toSorted()
      .map((amounts, index) => [`VAT ${index + 1}`, amounts]),
  );

async function fetched({ hub }: DemoWorld, path: string): Promise<Buffer> {
  const answer = await fetch(new URL(path, hub.url), { headers: { authorization: `Bearer ${hub.token}` } });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer());
}

async function compareAll(world: DemoWorld, rows: readonly Row[]): Promise<Agreement> {
  const startedAt = performance.now();
  const byKind: Record<string, number> = {};
  const byLanguage: Record<string, number> = {};
  const byRate: Record<string, number> = {};
  const count = (counts: Record<string, number>, name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
  let withUbl = 0;
  const wrong: string[] = [];
  let figures = 0;
  const compare = (
    what: string,
    is: Readonly<Record<string, string>>,
    should: Readonly<Record<string, string>>,
  ): void => {
    for (const name of new Set([...Object.keys(is), ...Object.keys(should)])) {
      figures += 1;
      if (is[name] !== should[name])
        wrong.push(`${what} ${name}: ${is[name] ?? "nothing"}, in the books ${should[name] ?? "nothing"}`);
    }
  };
  const queue = [...rows];
  const work = async (): Promise<void> => {
    for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
      const { id, name, kind, status, language, country, vat } = row;
      count(byKind, kind);
      count(byLanguage, language);
      for (const [, , category, rate] of vat) count(byRate, rateName(category, rate));
      const pdf = await pdfText(await fetched(world, `/api/documents/${id}/pdf`));
      const hasPrices = kind !== "deliveryNote";
      compare(`${name} PDF`, totalsOn(pdf, { kind, language, country }), hasPrices ? expectedOnPage(row) : {});
      const printed = vatOn(pdf, language, country).map(([, taxable, tax]) => [taxable, tax] as const);
      const kept = (hasPrices ? vat : []).map(([taxable, tax]) => [said(taxable), said(tax)] as const);
      compare(`${name} PDF`, perRate(printed), perRate(kept));
      const tax = text(cents(sum(vat.map(([, one]) => amount(one)))));
      compare(`${name} rates`, { taxAmount: tax }, { taxAmount: said(row.taxAmount) });
      if (status === "draft" || !documentKinds[kind].mayGoOverPeppol) continue;
      const ubl = await fetched(world, `/api/documents/${id}/ubl`);
      const [attached] = pdf.attachments;
      if (attached === undefined || !attached.bytes.equals(ubl)) wrong.push(`${name}: the PDF holds another UBL`);
      withUbl += 1;
      const ofBooks = vat.map(
        ([taxable, one, category, rate]) => [rateName(category, rate), `${said(taxable)} + ${said(one)}`] as const,
      );
      compare(`${name} UBL`, ratesInUbl(ubl), Object.fromEntries(ofBooks));
      const inUbl = totalsInUbl(ubl);
      compare(
        `${name} UBL`,
        inUbl,
        Object.fromEntries(Object.keys(inUbl).map((total) => [total, said(row[total as keyof Totals])])),
      );
    }
  };
  await Promise.all([work(), work(), work()]);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  return { documents: rows.length, byKind, byLanguage, byRate, inUbl: withUbl, figures, wrong, seconds };
}
