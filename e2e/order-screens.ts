import { at, empty, failing, inside, loading, opening, type Screen } from "./screen.ts";

interface Said {
  readonly order?: { readonly reason: object | null };
}

/** As an order is that was sent to an outside package, and whose answer was lost. */
const lostAnswer = (said: object): object => {
  const { order } = said as Said;
  if (order === undefined) return said;
  const lost = { code: "remote.outcome_unknown", system: "Demo Boeken", details: { effect: "document:1" } };
  return { ...said, order: { ...order, reason: { ...order.reason, ...lost }, cause: null } };
};

/** As an order is that was booked in an outside package. */
const bookedOutside = (said: object): object => {
  const { order } = said as Said;
  if (order === undefined) return said;
  const made = { id: "1", kind: "invoice", number: "F-000482", issueDate: "2026-11-03" };
  const system = "Demo Boeken";
  const outside = { ...made, currency: "EUR", totalAmount: "48.40", system, url: "https://boeken.example/documents/1" };
  const documents = [{ id: "1", kind: "invoice", status: "issued", number: "F-000482", system }];
  return { ...said, order: { ...order, documents }, documents: [], outsideDocuments: [outside] };
};

export const orderScreens: readonly Screen[] = [
  {
    name: "orders",
    group: "orders",
    route: inside("/orders"),
    question: "What became of each order?",
    isMain: true,
    states: [
      empty("/orders"),
      loading("/api/orders"),
      failing("/api/orders"),
      { name: "nothing-found", path: at("/orders?q=zzzzzz") },
      {
        name: "bulk",
        path: at("/orders?state=held"),
        opens: "screens/orders/bulk-dialog.tsx",
        act: opening("bulk.button.open"),
      },
      {
        name: "chosen",
        path: at(({ records }) => `/orders?state=documented&connection=${records.connection}`),
        async act(page) {
          for (const row of [0, 2, 3]) await page.locator("main tr input[type=checkbox]").nth(row).check();
          await page.locator("main section[aria-label]").last().waitFor();
        },
      },
    ],
  },
  {
    name: "order",
    group: "orders",
    route: inside("/orders/$connection/$order/{-$tab}"),
    path: at(({ records }) => `/orders/${records.booked}`),
    question: "What became of this order, and do the amounts agree?",
    isMain: true,
    states: [
      { name: "held", path: at(({ records }) => `/orders/${records.held}`) },
      { name: "waiting", path: at(({ records }) => `/orders/${records.waiting}`) },
      { name: "failed", path: at(({ records }) => `/orders/${records.failed}`) },
      { name: "changed", path: at(({ records }) => `/orders/${records.changed}`) },
      {
        name: "replacing",
        path: at(({ records }) => `/orders/${records.changed}`),
        opens: "screens/order/replace-dialog.tsx",
        act: opening("drift.credit"),
      },
      {
        name: "leaving",
        path: at(({ records }) => `/orders/${records.changed}`),
        opens: "screens/order/leave-dialog.tsx",
        act: opening("drift.keep"),
      },
      {
        name: "replaying",
        opens: "screens/couplings/replay-preview-dialog.tsx",
        async act(page, say) {
          await opening("replay.button.open")(page, say);
          await page.getByRole("dialog").locator("table").waitFor();
        },
      },
      { name: "skipped", path: at(({ records }) => `/orders/${records.skipped}`) },
      { name: "messages", part: "messages" },
      { name: "documents", part: "documents" },
      { name: "viewer", path: at(({ records }) => `/orders/${records.held}`), as: "viewer" },
      loading("/api/orders/"),
      failing("/api/orders/"),
      {
        name: "skipping",
        path: at(({ records }) => `/orders/${records.held}`),
        opens: "screens/order/skip-dialog.tsx",
        act: opening("order.skip"),
      },
      { name: "outside", part: "documents", api: { path: "/api/orders/", answer: bookedOutside } },
      {
        name: "lost-answer",
        path: at(({ records }) => `/orders/${records.held}`),
        api: { path: "/api/orders/", answer: lostAnswer },
        opens: "screens/order/outcome-dialog.tsx",
        act: opening("order.isThere"),
      },
      {
        name: "sending-again",
        path: at(({ records }) => `/orders/${records.held}`),
        api: { path: "/api/orders/", answer: lostAnswer },
        opens: "screens/order/outcome-dialog.tsx",
        act: opening("order.sendAgain"),
      },
    ],
  },
];
