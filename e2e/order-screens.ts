import { at, empty, failing, inside, loading, opening, type Screen } from "./screen.ts";

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
    ],
  },
];
