import { stepPrices } from "#backoffice/price-files/carry-out-prices.ts";
import { inAdministration } from "#store/database.ts";
import type { Answer, ApiUnderTest } from "./api-under-test.ts";

export interface Shown {
  readonly id: string;
  readonly batchId: string | null;
  readonly state: string;
  readonly counts: Record<string, number>;
  readonly format: Record<string, unknown> | null;
  readonly columns: { header: string; field: string | null; decimal: string | null; basis: string | null }[];
  readonly questions: { question: string; text: string }[];
  readonly rows: {
    code: string;
    state: string;
    price: Record<string, string | null> | null;
    reasons: { text: string }[];
  }[];
}
export interface Row {
  readonly id: string;
  readonly code: string;
  readonly cost: string | null;
  readonly priceStatus: string;
  readonly isInList: boolean;
  readonly itemId: string | null;
}
export interface Item extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
  readonly cost: string | null;
  readonly net: string | null;
  readonly earlier: Record<string, unknown>[];
}

/** A file of a supplier, as most are. */
export const csv = (...rows: string[]) =>
  ["Artikelnr;Omschrijving;Bruto;Korting;Prijs per;Eenheid;EAN", ...rows].join("\n");

/** A company with a supplier and a price list of it, and the engine that carries its files out. */
export async function priceCompany({ call, store, makeToken }: ApiUnderTest, terms: Record<string, unknown> = {}) {
  const id = await store.makeAdministration();
  const token = await makeToken("owner", id);
  const as = (method: string, path: string, body?: unknown, language = "nl") =>
    call(method, path, { token, body, headers: { "accept-language": language } });
  const get = async <T>(path: string): Promise<T> => (await as("GET", path)).json as T;
  const supplier = async (name: string) => ((await as("POST", "/api/parties", { name })).json as { id: string }).id;
  const partyId = await supplier("Groothandel Voorbeeld");
  const made = await as("POST", "/api/price-lists", { partyId, name: "2026", terms });
  const list = made.json as { id: string; version: number; terms: Record<string, unknown> };
  const send = (method: string, path: string, body: string | Buffer): Promise<Answer> =>
    call(method, path, {
      token,
      body: Buffer.from(body as string),
      headers: { "content-type": "application/octet-stream", "accept-language": "nl" },
    });
  const upload = (body: string | Buffer, more = "") =>
    send("POST", `/api/price-lists/${list.id}/imports?fileName=prijzen.csv${more}`, body);
  /** As the engine does, until nothing is under way. */
  const carryOut = async () => {
    while (await inAdministration(store.app, id, (trx) => stepPrices(trx, id)));
  };
  const preview = async (body: string | Buffer, mapping: Record<string, unknown> = {}) => {
    const { id: importId } = (await upload(body)).json as { id: string };
    const shown = (await as("PUT", `/api/price-imports/${importId}/mapping`, mapping)).json as Shown;
    await carryOut();
    return { importId, shown, now: await get<Shown>(`/api/price-imports/${importId}`) };
  };
  const bring = async (body: string | Buffer, mapping: Record<string, unknown> = {}) => {
    const { importId } = await preview(body, mapping);
    const begun = await as("POST", `/api/price-imports/${importId}/apply`, {});
    if (begun.status !== 202) throw new Error(begun.text);
    await carryOut();
    return get<Shown>(`/api/price-imports/${importId}`);
  };
  const rows = async () => (await get<{ items: Row[] }>(`/api/supplier-items?priceListId=${list.id}`)).items;
  const itemOf = async (code: string) => {
    const found = (await rows()).find((row) => row.code === code);
    return get<Item>(`/api/supplier-items/${found?.id}`);
  };
  return { id, as, get, supplier, partyId, list, send, upload, carryOut, preview, bring, rows, itemOf };
}
