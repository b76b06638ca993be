import type { Page } from "playwright-core";
import { at, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";
import type { Say, TextKey } from "./words.ts";

const received = at(({ records }) => `/partners/orders/${records.partnerOrder}`);
const held = at(({ records }) => `/partners/orders/${records.partnerOrderHeld}`);
const ours = at(({ records }) => `/partners/orders/${records.partnerPurchaseOrder}`);
const purchase = at(({ records }) => `/documents/${records.partnerPurchase}`);

/** An order over a connection as it would be, whole, and not its row in a list. */
const ordered =
  (change: (order: Ordered) => object): ((said: object) => object) =>
  (said) =>
    "orderLines" in said ? { ...said, ...change(said as Ordered) } : said;

interface Ordered {
  readonly sent: object | null;
  readonly orderLines: readonly (object & { readonly itemName: string; readonly judged: object | null })[];
}

const difference = {
  fields: ["requested", "charges"],
  added: [{ lineId: "3", itemName: "Bel messing", quantity: "4" }],
  removed: [{ lineId: "2", itemName: "Plooislot 90 cm", quantity: "6" }],
  changed: [
    { lineId: "1", itemName: "Fietshelm Urban M", fields: ["quantity"], before: "12", after: "18" },
    { lineId: "4", itemName: "Zadelpen 27,2", fields: ["price", "note"], before: "2", after: "2" },
  ],
};
const pending = { revision: 1, reason: "", askedAt: "2026-11-21T08:30:00Z", difference: null };
const asked = (kind: "change" | "cancel", extra: object) => ({
  ...{ state: "accepted", asks: kind, pending: { ...pending, kind, ...extra } },
});

/** Of an order of ours, after somebody changed it here. */
const driftedOr = (sent: object, more: object = {}): ((said: object) => object) =>
  ordered((order) => ({ ...more, state: "accepted", needsLook: false, sent: { ...order.sent, ...sent } }));
const drifted = driftedOr({ isChangedSinceSent: true, difference, tellsChanges: true, tellsCancellation: true });

/** Everything a line may have that makes somebody look. */
const lines = ordered(({ orderLines }) => {
  const [first] = orderLines;
  const line = (lineId: string, itemName: string, judged: object) => ({
    ...{ ...first, lineId, itemName, note: lineId === "3" ? "graag in doos" : "" },
    judged: { ...first?.judged, ...judged },
  });
  return {
    orderLines: [
      line("1", "Fietshelm Urban M", { verdict: "differs", ownAmount: "418.80", askedAmount: "378.00" }),
      line("2", "Plooislot 90 cm, gehard staal, met twee sleutels en frambevestiging", { itemId: null, step: null }),
      line("3", "Bel messing", { unitFault: "packingUnknown", step: "taught" }),
      line("4", "Zadelpen 27,2", { isContradicted: true, verdict: "noOwnPrice", step: "gtin" }),
      line("5", "Montage aan huis", { isText: true, itemId: null, step: null }),
    ],
  };
});

const papers = [
  { kind: "despatch", number: "LB-2026-0012", date: "2026-11-22", supplierDocumentId: "x", basketId: null },
  { kind: "invoice", number: "2026-0044", date: "2026-11-23", supplierDocumentId: "x", basketId: "y" },
].map((paper) => ({ ...paper, receivedAt: "2026-11-23T08:30:00Z" }));

/** The three ends of an export. */
const exported = () => ({
  sent: 1,
  items: [
    ["sent", "2026-0007", "", []],
    [
      "waiting",
      "2026-0008",
      "De verbinding met Velo Gent bv staat op pauze. De bestelling vertrekt zodra ze weer loopt.",
      [],
    ],
    [
      "refused",
      "2026-0009",
      "Regel 2 heeft geen barcode en geen artikelcode van Velo Gent bv.",
      ["2: Plooislot 90 cm"],
    ],
  ].map(([result, number, message, of]) => ({
    ...{ documentId: number, number, supplier: "Velo Gent bv", relationId: "x", result, code: "", message, lines: of },
  })),
});

/** Presses a button, and then the one of the dialog that opens. */
const through =
  (first: TextKey, second: TextKey) =>
  async (page: Page, say: Say): Promise<void> => {
    await opening(first)(page, say);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: say(second), exact: true })
      .click();
  };
const exportDialog = "screens/partner-orders/export-dialog.tsx";
const orderApi = "/api/relations/orders/";
const orderActs = (
  [
    ["change", drifted],
    ["cancel", driftedOr({ mayRecall: false, tellsCancellation: true })],
    ["recall", driftedOr({ mayRecall: true }, { state: "sent" })],
    ["again", driftedOr({}, { problem: { code: "failed", message: "Velo Gent bv antwoordt niet.", lines: [] } })],
  ] as const
).map(([act, answer]): ScreenState => ({
  ...{ name: `asking-${act}`, path: purchase, api: { path: orderApi, answer } },
  opens: "screens/partner-orders/sent-act-dialog.tsx",
  act: opening(`partnerOrders.tellButton.${act}`),
}));

export const partnerOrderScreens: readonly Screen[] = [
  {
    name: "partner-orders",
    group: "connections",
    route: inside("/partners/orders"),
    question: "Which orders of partners wait for me?",
    isMain: true,
    states: [
      { name: "switched-off", path: ({ emptyId }) => `/a/${emptyId}/partners/orders` },
      { name: "empty", api: { path: "/api/relations/orders", answer: () => ({ items: [] }) } },
      loading("/api/relations/orders"),
      failing("/api/relations/orders"),
      { name: "viewer", as: "viewer" },
      { name: "sent", path: at("/partners/orders?side=buyer") },
      {
        name: "exporting",
        path: at("/purchasing"),
        opens: exportDialog,
        act: opening("partnerOrders.exportButton"),
      },
      {
        name: "exported",
        path: at("/purchasing"),
        opens: exportDialog,
        api: { path: "/api/relations/export", answer: exported },
        act: through("partnerOrders.exportButton", "partnerOrders.sendButton"),
      },
      {
        name: "nothing-to-export",
        path: at("/purchasing"),
        opens: exportDialog,
        api: { path: "/api/relations/export", answer: () => ({ items: [], sent: 0 }) },
        act: through("partnerOrders.exportButton", "partnerOrders.sendButton"),
      },
    ],
  },
  {
    name: "partner-order",
    group: "connections",
    route: inside("/partners/orders/$order"),
    path: received,
    question: "What does my partner ask, and what do I answer?",
    isMain: true,
    states: [
      { name: "held", path: held },
      { name: "lines", path: held, api: { path: orderApi, answer: lines } },
      { name: "ours", path: ours },
      { name: "viewer", as: "viewer" },
      loading(orderApi),
      failing(orderApi),
      { name: "change-asked", api: { path: orderApi, answer: ordered(() => asked("change", { difference })) } },
      {
        name: "cancel-asked",
        api: { path: orderApi, answer: ordered(() => asked("cancel", { reason: "De werf gaat niet door" })) },
      },
      {
        name: "teaching",
        path: held,
        opens: "screens/partner-orders/teach-dialog.tsx",
        act: opening("partnerOrders.teachButton"),
      },
      {
        name: "refusing",
        opens: "screens/partner-orders/refuse-order-dialog.tsx",
        act: opening("partnerOrders.refuseButton"),
      },
    ],
  },
  {
    name: "order-at-partner",
    group: "documents",
    route: null,
    path: purchase,
    question: "What became of my order at the supplier?",
    states: [
      { name: "drifted", api: { path: orderApi, answer: drifted } },
      { name: "untold", api: { path: orderApi, answer: driftedOr({ isChangedSinceSent: true, tellsChanges: false }) } },
      { name: "waiting", api: { path: orderApi, answer: ordered(() => asked("change", { difference })) } },
      { name: "papers", api: { path: orderApi, answer: ordered(() => ({ papers, needsLook: false })) } },
      ...orderActs,
    ],
  },
];
