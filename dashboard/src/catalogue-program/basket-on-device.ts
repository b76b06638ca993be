import { committed, type BasketLine, type CompanyDatabase, type Outgoing } from "./device-database.ts";
import { sumOf } from "./quantity.ts";

/** Sent baskets that stay in sight. */
const mostSent = 20;

export const basketLines = async (database: CompanyDatabase): Promise<BasketLine[]> =>
  (await database.getAll("basket")).toSorted((a, b) => (a.addedAt < b.addedAt ? -1 : 1));

/** The newest first. */
export const outgoingOf = async (database: CompanyDatabase): Promise<Outgoing[]> =>
  (await database.getAll("outgoing")).toSorted((a, b) => (a.pressedAt > b.pressedAt ? -1 : 1));

const isSame = (a: BasketLine, b: BasketLine): boolean =>
  a.priceListId === b.priceListId && a.item.code === b.item.code;

/** Puts an article in the basket; one that is in it already becomes more. */
export async function addLine(database: CompanyDatabase, line: BasketLine): Promise<void> {
  const trx = database.transaction("basket", "readwrite");
  await committed(trx, async () => {
    const there = (await trx.store.getAll()).find((one) => isSame(one, line));
    await trx.store.put(
      there === undefined ? line : { ...there, item: line.item, quantity: sumOf(there.quantity, line.quantity) },
    );
  });
}

/** Changes a line that is still in the basket. */
export async function changeLine(
  database: CompanyDatabase,
  lineId: string,
  change: Partial<Pick<BasketLine, "quantity" | "note">>,
): Promise<void> {
  const trx = database.transaction("basket", "readwrite");
  await committed(trx, async () => {
    const line = await trx.store.get(lineId);
    if (line !== undefined) await trx.store.put({ ...line, ...change });
  });
}

export const removeLine = (database: CompanyDatabase, lineId: string): Promise<void> =>
  database.delete("basket", lineId);

export const putLineBack = async (database: CompanyDatabase, line: BasketLine): Promise<void> => {
  await database.put("basket", line);
};

/**
 * Takes everything out of the basket and puts it on its way, in one transaction: whoever presses twice, or dies here, has it in exactly
 * one of both places. Null when there is nothing.
 */
export async function setOut(
  database: CompanyDatabase,
  { key, pressedAt, most }: { readonly key: string; readonly pressedAt: string; readonly most: number },
): Promise<Outgoing | null> {
  const trx = database.transaction(["basket", "outgoing"], "readwrite", { durability: "strict" });
  return committed(trx, async () => {
    const basket = trx.objectStore("basket");
    const lines = (await basket.getAll()).toSorted((a, b) => (a.addedAt < b.addedAt ? -1 : 1)).slice(0, most);
    if (lines.length === 0) return null;
    const made: Outgoing = { key, lines, pressedAt, state: "sending", refusal: "", sentAt: null, staged: [] };
    await trx.objectStore("outgoing").put(made);
    for (const { lineId } of lines) await basket.delete(lineId);
    return made;
  });
}

/** Says what came of it. What is known to have arrived stays so. */
export async function settle(
  database: CompanyDatabase,
  key: string,
  became: Pick<Outgoing, "state"> & Partial<Pick<Outgoing, "refusal" | "sentAt" | "staged">>,
): Promise<void> {
  const trx = database.transaction("outgoing", "readwrite", { durability: "strict" });
  await committed(trx, async () => {
    const one = await trx.store.get(key);
    if (one !== undefined && one.state !== "sent") await trx.store.put({ ...one, ...became });
    const sent = (await trx.store.getAll())
      .filter(({ state }) => state === "sent")
      .toSorted((a, b) => (a.pressedAt > b.pressedAt ? -1 : 1));
    for (const { key: old } of sent.slice(mostSent)) await trx.store.delete(old);
  });
}

/** Puts a refused one back in the basket: it is known not to have arrived, so that nothing can be ordered twice. */
export async function takeBack(database: CompanyDatabase, key: string): Promise<void> {
  const trx = database.transaction(["basket", "outgoing"], "readwrite", { durability: "strict" });
  await committed(trx, async () => {
    const one = await trx.objectStore("outgoing").get(key);
    if (one?.state !== "refused") return;
    const basket = trx.objectStore("basket");
    const there = await basket.getAll();
    for (const line of one.lines) {
      const same = there.find((other) => isSame(other, line));
      await basket.put(same === undefined ? line : { ...same, quantity: sumOf(same.quantity, line.quantity) });
    }
    await trx.objectStore("outgoing").delete(key);
  });
}
