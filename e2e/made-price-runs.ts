import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "./session.ts";

/** What was asked of a supplier's webshop. */
export interface PriceRuns {
  /** Over a price list: everything was asked, nothing is taken over. */
  readonly priceRun: string;
  /** Over a purchase order, on whose lines its prices are. */
  readonly orderRun: string;
  /** The list it is about, and a draft order of the same supplier. */
  readonly askedList: string;
  readonly askedOrder: string;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

/** As our list has them: dearer, cheaper, the same, a hundred times off, without a price there, and not known there. */
const articles = [
  ["7000001", "XVB-F2 3G2,5 ring 100 m", "MTR", "2.04"],
  ["0700002", "LED lamp 9 W", "C62", "4.10"],
  ["3100010", "Automaat 2P C16 6 kA", "C62", "12.25"],
  ["3100011", "Verliesstroomschakelaar 40 A", "C62", "0.62"],
  ["3100012", "Kast op maat", "C62", "420.00"],
  ["4500020", "LED-paneel 60 × 60 cm, 36 W", "C62", "950.00"],
  ["9999999", "Wandlamp uit assortiment", "C62", "31.00"],
] as const;

/** Of a supplier that answers: a list and an order, both asked. */
export async function makePriceRuns(an: Session, administrationId: string, cebeoUrl: string): Promise<PriceRuns> {
  const call = <T = Made>(method: string, path: string, body?: unknown) =>
    an.call<T>(method, path, body, administrationId);
  const { id: partyId } = await call("POST", "/api/parties", { name: "Cebeo nv" });
  const entry = await call("POST", "/api/supplier-entries", {
    ...{ function: "price", connector: "cebeo", alias: "Kantoor", partyId },
  });
  await call("PUT", `/api/supplier-entries/${entry.id}`, {
    version: entry.version,
    settings: { customerNumber: "9900123", userName: "WSDEMO", address: cebeoUrl },
    credentials: { password: "geheim&1" },
  });
  const list = await call("POST", "/api/price-lists", { partyId, name: "Elektro 2026" });
  for (const [suppliersItemIdentifier, name, unit, listedNet] of articles)
    await call("POST", "/api/supplier-items", {
      ...{ priceListId: list.id, suppliersItemIdentifier, name, listedNet },
      ...{ basisUnitCode: unit, orderUnitCode: unit, useUnitCode: unit },
    });
  const lines = articles.slice(0, 3).map(([sellersItemIdentifier, itemName, unitCode, price]) => ({
    ...{ itemName, sellersItemIdentifier, quantity: "10", unitCode, price, vatCategory: "S", vatRate: "21" },
  }));
  const noCode = { itemName: "Klein materiaal", quantity: "1", price: "25.00", vatCategory: "S", vatRate: "21" };
  const draft = { kind: "purchaseOrder", buyerId: partyId, lines: [...lines, noCode] };
  const order = await call("POST", "/api/documents", draft);
  const asked = async (of: object): Promise<string> => {
    const { id } = await call("POST", "/api/price-runs", { entryId: entry.id, ...of });
    for (let tries = 0; tries < 600; tries += 1) {
      const { state } = await call<{ state: string }>("GET", `/api/price-runs/${id}`);
      if (state === "review") return id;
      await sleep(100);
    }
    throw new Error("The supplier did not answer");
  };
  const priceRun = await asked({ priceListId: list.id });
  const orderRun = await asked({ documentId: order.id });
  await call("POST", `/api/price-runs/${orderRun}/order`, { version: order.version });
  return { priceRun, orderRun, askedList: list.id, askedOrder: order.id };
}
