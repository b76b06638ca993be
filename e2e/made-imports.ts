import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "./session.ts";

/** Imports at each of their steps. */
export interface Imports {
  /** The file is there, what its columns are is asked. */
  readonly importColumns: string;
  /** Looked at, with a row that is wrong. */
  readonly importPreview: string;
  /** Taken over without the wrong row. */
  readonly importResult: string;
  /** Put back, except what was used meanwhile. */
  readonly importUndone: string;
  /** Came with a file, and stands on no document: it may be deleted. */
  readonly unusedItem: string;
}

interface Import {
  readonly id: string;
  readonly state: string;
}

const parties = `Klantnr;Naam;E-mailadres;Straat;Postcode;Gemeente;Land;Btw-nummer;Opmerking
K1001;Bakkerij De Korenbloem;info@korenbloem.example;Marktplein 4;9000;Gent;BE;;belt liever
K1002;Garage Vandamme;garage@vandamme;Industrielaan 12;8500;Kortrijk;BE;;
K1003;Apotheek Centrum bv;apotheek@centrum.example;Stationsstraat 88;2800;Mechelen;BE;BE0123456789;
K1004;Els Maes;els@maes.example;Kouter 1;9000;Gent;BE;;
`;
const items = `Code;Omschrijving;Verkoopprijs;Btw
PROEF-1;Fietsbel messing;12,50;21
PROEF-2;Fietspomp met manometer en extra lange slang;29,95;21
PROEF-3;Binnenband 28 inch;zes euro;21
`;

/** Brings files in as somebody does, and leaves each at another step. */
export async function makeImports(an: Session, administrationId: string): Promise<Imports> {
  const call = <T = Import>(method: string, path: string, body?: unknown): Promise<T> =>
    an.call(method, path, body, administrationId);
  const upload = async (what: "parties" | "items", fileName: string, csv: string): Promise<string> =>
    (await call("POST", `/api/imports/${what}?fileName=${encodeURIComponent(fileName)}`, Buffer.from(csv))).id;
  const preview = async (id: string): Promise<string> => (await call("PUT", `/api/imports/${id}/mapping`, {})).id;
  const until = async (id: string, state: string): Promise<void> => {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await call("GET", `/api/imports/${id}`)).state === state) return;
      await sleep(50);
    }
    throw new Error(`An import does not become ${state}`);
  };
  const apply = async (id: string): Promise<string> => {
    await call("POST", `/api/imports/${id}/apply`, {});
    await until(id, "applied");
    return id;
  };

  const importColumns = await upload("parties", "Klanten 2026.csv", parties);
  const importPreview = await preview(await upload("parties", "Klanten 2026.csv", parties));
  const importResult = await apply(await preview(await upload("items", "Artikelen.csv", items)));
  const importUndone = await apply(
    await preview(await upload("items", "Prijslijst 2026.csv", items.replaceAll("PROEF", "LIJST"))),
  );
  await useItem(call, "LIJST-1");
  await call("POST", `/api/imports/${importUndone}/undo`);
  await until(importUndone, "undone");
  const unusedItem = await itemOf(call, "PROEF-1");
  return { importColumns, importPreview, importResult, importUndone, unusedItem: unusedItem.id };
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

async function itemOf(call: Call, code: string): Promise<{ readonly id: string; readonly name: string }> {
  const { items: found } = await call<{ items: { id: string; name: string }[] }>("GET", `/api/items?q=${code}`);
  const [item] = found;
  if (item === undefined) throw new Error(`The import brought no ${code}`);
  return item;
}

/** What stands on a document stays when its import is undone. */
async function useItem(call: Call, code: string): Promise<void> {
  const { id: itemId, name: itemName } = await itemOf(call, code);
  const line = { itemId, itemName, quantity: "1", price: "12.50", vatCategory: "S", vatRate: "21" };
  await call("POST", "/api/documents", { kind: "quote", buyerId: null, lines: [line] });
}
