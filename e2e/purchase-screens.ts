import { at, choosing, empty, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";
import { importStates } from "./supplier-screens.ts";

const order = at(({ records }) => `/documents/${records.purchaseOrder}`);
const inOrders = (dialog: string): string => `screens/purchase-orders/${dialog}-dialog.tsx`;

const road = { id: "0f5c2f6e-1111-4222-8333-444455556666", name: "Cebeo (An)", system: "Cebeo" };
const requestedAt = "2026-11-21T09:30:00Z";
const usual = {
  id: "0f5c2f6e-1111-4222-8333-444455556667",
  channel: "service",
  state: "sent",
  supplier: "Cebeo (An)",
  recipient: null,
  answer: "accepted",
  supplierNumber: "80001234",
  answerText: "",
  lines: [],
  reason: null,
  asksPerson: false,
  nextAt: null,
  requestedAt,
  requestedBy: "An",
  sentAt: requestedAt,
  settledBy: null,
};

/** What the hub says of the order, with this said of its last sending; the rest is as it is. */
const said =
  (sending: object | null, more: object = {}) =>
  (page: object): object =>
    "sendings" in page
      ? { ...page, roads: [road], sendings: sending === null ? [] : [{ ...usual, ...sending }], ...more }
      : page;

const sent = (name: string, sending: object | null, more: object = {}): ScreenState => ({
  name,
  path: order,
  api: { path: "/api/purchase-orders/", answer: said(sending, more) },
});

const unknown = {
  state: "unknown",
  answer: null,
  supplierNumber: "",
  sentAt: null,
  asksPerson: true,
  reason: {
    code: "remote.outcome_unknown",
    message: "Inkooporder 2026-0001: onzeker of Cebeo dit ontvangen heeft",
    text: "socket hang up",
  },
};

export const purchaseScreens: readonly Screen[] = [
  {
    name: "purchasing",
    group: "documents",
    route: inside("/purchasing"),
    question: "What did we order, and what of it came in?",
    isMain: true,
    states: [
      empty("/purchasing"),
      loading("/api/documents"),
      failing("/api/documents"),
      { name: "nothing-found", path: at("/purchasing?q=zzzzzz") },
      ...importStates,
    ],
  },
];

/** A purchase order is a document: these are looks of that screen. */
export const orderStates: readonly ScreenState[] = [
  { ...failing("/api/purchase-orders/"), name: "order-unread", path: order },
  { name: "order", path: order },
  sent("order-sent", {}),
  sent("order-sent-with-changes", {
    answer: "acceptedWithChanges",
    answerText: "8 stuks later",
    lines: [
      {
        position: 1,
        suppliersItemIdentifier: "7000003",
        ordered: "192",
        backordered: "8",
        backorderDate: "2026-12-01",
        netPrice: "23.90",
        text: "rest volgt",
      },
    ],
  }),
  sent("order-in-basket-only", { answer: "basketOnly" }),
  sent("order-changed-since-sent", {}, { isChangedSinceSent: true }),
  sent("order-on-its-way", { state: "sending", answer: null, supplierNumber: "", sentAt: null }),
  sent("order-refused", {
    state: "refused",
    answer: null,
    supplierNumber: "",
    sentAt: null,
    reason: {
      code: "document.rejected",
      message: "Inkooporder 2026-0001 is geweigerd door Cebeo",
      text: "klant geblokkeerd",
    },
  }),
  sent("order-unknown", unknown),
  sent(
    "order-received-in-part",
    {},
    {
      received: "part",
      lines: [
        {
          position: 1,
          quantity: "200",
          received: "150",
          invoiced: "0",
          leftToReceive: "50",
          leftToInvoice: "200",
        },
      ],
    },
  ),
  { ...sent("order-is-there", unknown), opens: inOrders("settle"), act: opening("purchase.isThereButton") },
  { ...sent("order-is-not-there", unknown), opens: inOrders("settle"), act: opening("purchase.notThereButton") },
  { ...sent("order-ordering", null), opens: inOrders("send-order"), act: opening("purchase.sendButton") },
  {
    ...sent("order-ordering-changed", {}, { isChangedSinceSent: true }),
    opens: inOrders("send-order"),
    act: opening("purchase.sendButton"),
  },
  { name: "order-no-supplier", path: order, opens: inOrders("send-order"), act: opening("purchase.sendButton") },
  {
    ...sent("order-mailing-again", {
      channel: "mail",
      supplier: "",
      recipient: "orders@groothandel.test",
      answer: null,
    }),
    opens: "screens/document/send-dialog.tsx",
    act: opening("purchase.mailButton"),
  },
  { name: "order-receiving", path: order, opens: inOrders("receive"), act: opening("purchase.receiveButton") },
  {
    name: "order-closing",
    path: order,
    opens: inOrders("close"),
    act: choosing("purchase.moreButton", "purchase.closeWhen"),
  },
];
