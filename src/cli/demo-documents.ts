import type { HubClient } from "./hub-client.ts";

interface Line {
  readonly itemName: string;
  readonly sellersItemIdentifier: string;
  readonly quantity: string;
  readonly unitCode?: string;
  readonly price: string;
  readonly discountPercent?: string;
  readonly vatRate: string;
}

const repair: readonly Line[] = [
  { itemName: "Fietshelm Urban M", sellersItemIdentifier: "HELM-UM", quantity: "2", price: "57.50", vatRate: "21" },
  {
    itemName: "Herstelling fiets",
    sellersItemIdentifier: "HERST-UUR",
    quantity: "6",
    unitCode: "HUR",
    price: "49.06",
    vatRate: "6",
  },
];
const fleet: readonly Line[] = [
  {
    itemName: "Dubbele fietstas 22 l",
    sellersItemIdentifier: "TAS-DUB22",
    quantity: "25",
    price: "49.55",
    discountPercent: "12.5",
    vatRate: "21",
  },
  {
    itemName: "Lichtset oplaadbaar 60 lux",
    sellersItemIdentifier: "LICHT-SET",
    quantity: "25",
    price: "28.92",
    vatRate: "21",
  },
];
const tasting: readonly Line[] = [
  { itemName: "Proefdoos 6 flessen", sellersItemIdentifier: "W-BOX6", quantity: "12", price: "57.02", vatRate: "21" },
];

/** Quotes, drafts and a chain of documents made by hand, for customers who bought before. */
export async function draftSomeDocuments(api: HubClient): Promise<void> {
  const { items } = await api.get<{ items: { buyerId: string | null; buyerName: string }[] }>(
    "/api/documents?kind=invoice&limit=40",
  );
  const buyers = [...new Set(items.flatMap(({ buyerId }) => (buyerId === null ? [] : [buyerId])))];
  const make = async (kind: string, buyer: number, lines: readonly Line[], fields: object = {}) => {
    const given = lines.map((line) => ({ ...line, vatCategory: "S" }));
    const buyerId = buyers[buyer % buyers.length] ?? null;
    return api.post<{ id: string; version: number }>("/api/documents", { kind, buyerId, lines: given, ...fields });
  };
  const issue = ({ id, version }: { id: string; version: number }) =>
    api.post<{ id: string }>(`/api/documents/${id}/issue`, { version });

  await make("invoice", 0, repair, { internalNote: "Wacht op de tweede helm." });
  await make("quote", 1, tasting);
  await issue(await make("quote", 2, fleet, { noteAboveLines: "Zoals besproken in de winkel." }));
  // One that goes the whole way: quote, order slip, delivery note, and its invoice still to be looked at.
  let last = await issue(await make("quote", 3, repair));
  for (const kind of ["orderSlip", "deliveryNote"]) {
    last = await issue(
      await api.post<{ id: string; version: number }>(`/api/documents/${last.id}/convert`, { to: kind }),
    );
  }
  await api.post(`/api/documents/${last.id}/convert`, { to: "invoice" });
}
