import { setTimeout as sleep } from "node:timers/promises";
import type { Session } from "./session.ts";

/** Companies of one hub that exchange orders, or are about to. */
export interface Partners {
  /** Both sides confirmed each other. */
  readonly partner: string;
  /** Nobody accepted it yet. */
  readonly partnerInvited: string;
  /** Accepted, and nobody here said yet that it is the right one. */
  readonly partnerAnswered: string;
  /** We accepted, and the inviter did not confirm yet. */
  readonly partnerWaiting: string;
  /** Taken back before anybody answered. */
  readonly partnerWithdrawn: string;
  /** An order of the partner that can be answered, and one with an article that nobody pointed out yet. */
  readonly partnerOrder: string;
  readonly partnerOrderHeld: string;
  /** Our purchase order at the partner, which it accepted with a change; and how it stands there. */
  readonly partnerPurchase: string;
  readonly partnerPurchaseOrder: string;
  /** What another company passed on, whole. */
  readonly partnerLink: string;
  /** Where that link leads who opens it. */
  readonly partnerInvitation: string;
}

interface Identity {
  readonly name: string;
  readonly vatNumber: string | null;
  readonly gln: string | null;
}
interface Relation {
  readonly id: string;
  readonly state: string;
  readonly partner: Identity | null;
  readonly isConfirmedByPartner: boolean;
}

type Call = <T>(method: string, path: string, body?: unknown) => Promise<T>;

const directions = [
  { docType: "order", way: "out" },
  { docType: "order_change", way: "out" },
  { docType: "order_response", way: "in" },
  { docType: "despatch", way: "in" },
  { docType: "invoice_copy", way: "in" },
  { docType: "statement", way: "in" },
  { docType: "statement", way: "out" },
];
const turned = directions.map(({ docType, way }) => ({ docType, way: way === "in" ? "out" : "in" }));
/** Both order from each other. */
const mutual = [...directions, ...turned.filter(({ docType }) => docType !== "statement")];

/** Two companies of the same people, with all that may stand between them. Test and live are relations of their own. */
export async function makePartners(an: Session, ourId: string, theirId: string): Promise<Partners> {
  const call =
    (administrationId: string): Call =>
    <T>(method: string, path: string, body?: unknown): Promise<T> =>
      an.call<T>(method, path, body, administrationId);
  const [ours, theirs] = [call(ourId), call(theirId)];
  for (const company of [ours, theirs]) await company("POST", "/api/apps/partners/activate", {});

  const invite = (from: Call, mode: "live" | "test", wanted = directions) =>
    from<{ relation: Relation; link: string }>("POST", "/api/relations", { directions: wanted, mode });
  const accept = async (to: Call, link: string, wanted: typeof directions): Promise<void> => {
    const { partner } = await to<{ partner: Identity }>("POST", "/api/relations/look", { link });
    const body = { link, partyId: await contact(to, partner), partner: confirmed(partner), directions: wanted };
    await to("POST", "/api/relations/accept", body);
  };
  const until = async (from: Call, id: string, is: (relation: Relation) => boolean): Promise<Relation> => {
    for (let tries = 0; tries < 600; tries += 1) {
      const relation = await from<Relation>("GET", `/api/relations/${id}`);
      if (is(relation)) return relation;
      await sleep(100);
    }
    throw new Error(`Nothing comes of the partner ${id}`);
  };

  const live = await invite(ours, "live", mutual);
  await accept(theirs, live.link, mutual);
  const { partner } = await until(ours, live.relation.id, ({ isConfirmedByPartner }) => isConfirmedByPartner);
  if (partner === null) throw new Error("Nobody accepted");
  await ours("POST", `/api/relations/${live.relation.id}/confirm`, {
    partyId: await contact(ours, partner),
    partner: confirmed(partner),
  });
  await until(theirs, live.relation.id, ({ state }) => state === "active");

  const orders = await makeOrders(ours, theirs, live.relation.id);

  const test = await invite(ours, "test");
  await accept(theirs, test.link, turned);
  await until(ours, test.relation.id, ({ isConfirmedByPartner }) => isConfirmedByPartner);

  const got = await invite(theirs, "test");
  await accept(ours, got.link, turned);

  const withdrawn = await invite(ours, "live");
  await ours("POST", `/api/relations/${withdrawn.relation.id}/cancel`);
  const { relation: invited } = await invite(ours, "live");
  const { link } = await invite(theirs, "live");
  const { pathname, hash } = new URL(link);
  return {
    ...orders,
    partner: live.relation.id,
    partnerInvited: invited.id,
    partnerAnswered: test.relation.id,
    partnerWaiting: got.relation.id,
    partnerWithdrawn: withdrawn.relation.id,
    partnerLink: link,
    partnerInvitation: `/partner-invitation?invite=${pathname.split("/").at(-1) ?? ""}${hash}`,
  };
}

interface Order {
  readonly id: string;
  readonly orderNumber: string;
  readonly state: string;
  readonly version: number;
  readonly documentId: string | null;
  readonly orderLines: readonly { readonly lineId: string }[];
}

const helmet = { itemName: "Fietshelm Urban M", quantity: "12", price: "31.50", vatCategory: "S", vatRate: "21" };
const lock = { ...helmet, itemName: "Plooislot 90 cm", quantity: "6", price: "44.00" };

/** Each orders from the other: what we get is to be answered, what we sent was accepted with a change. */
async function makeOrders(ours: Call, theirs: Call, relationId: string) {
  const item = { unitCode: "C62", vatRate: "21", countsStock: false, salesPrice: "34.90" };
  const helmetOf = { ...item, sellersItemIdentifier: "HELM-U-M", name: "Fietshelm Urban M" };
  for (const company of [ours, theirs]) await company("POST", "/api/items", helmetOf);
  const place = async (from: Call, lines: readonly object[]): Promise<{ id: string; number: string }> => {
    const { party } = await from<{ party: { id: string } }>("GET", `/api/relations/${relationId}`);
    const draft = { kind: "purchaseOrder", buyerId: party.id, lines };
    const { id } = await from<{ id: string }>("POST", "/api/documents", draft);
    return from("POST", `/api/documents/${id}/issue`, {});
  };
  const known = { ...helmet, sellersItemIdentifier: "HELM-U-M" };
  const unknown = { ...lock, sellersItemIdentifier: "PS-90" };
  const at = async (to: Call, side: string, number: string, states: readonly string[]): Promise<Order> => {
    for (let tries = 0; tries < 600; tries += 1) {
      const { items } = await to<{ items: Order[] }>("GET", `/api/relations/orders?side=${side}`);
      const found = items.find(({ orderNumber, state }) => orderNumber === number && states.includes(state));
      if (found !== undefined) return to("GET", `/api/relations/orders/${found.id}`);
      await sleep(100);
    }
    throw new Error(`Order ${number} does not become ${states.join(" or ")}`);
  };
  const [open, held] = [await place(theirs, [known]), await place(theirs, [known, unknown])];
  await theirs("POST", "/api/relations/export", {});
  const sent = await place(ours, [known]);
  await ours("POST", "/api/relations/export", { documentIds: [sent.id] });
  const there = await at(theirs, "seller", sent.number, ["open"]);
  await theirs("POST", `/api/relations/orders/${there.id}/answer`, {
    ...{ version: there.version, isAccepted: true, note: "Twee helmen volgen in december" },
    lines: [{ lineId: there.orderLines[0]?.lineId, quantity: "10", backorder: "2" }],
  });
  const back = await at(ours, "buyer", sent.number, ["changed"]);
  return {
    partnerOrder: (await at(ours, "seller", open.number, ["open"])).id,
    partnerOrderHeld: (await at(ours, "seller", held.number, ["held"])).id,
    partnerPurchase: sent.id,
    partnerPurchaseOrder: back.id,
  };
}

const confirmed = ({ name, vatNumber, gln }: Identity): Identity => ({ name, vatNumber, gln });

async function contact(company: Call, { name, vatNumber }: Identity): Promise<string> {
  const q = encodeURIComponent(vatNumber ?? name);
  const { items } = await company<{ items: { id: string; name: string }[] }>("GET", `/api/parties?q=${q}`);
  const known = items.find((one) => one.name === name);
  if (known !== undefined) return known.id;
  const postal = { streetName: "Dok-Noord 7", postalZone: "9000", cityName: "Gent", countryCode: "BE" };
  const made = { name, vatIdentifier: vatNumber ?? "", addresses: { postal } };
  return (await company<{ id: string }>("POST", "/api/parties", made)).id;
}
