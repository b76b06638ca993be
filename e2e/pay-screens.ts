import type { Screen } from "./screen.ts";

export const payScreens: readonly Screen[] = [
  {
    name: "pay",
    group: "pay",
    route: null,
    path: ({ records }) => records.pay,
    question: "What do I pay, to whom, and how?",
    as: "nobody",
    isMain: true,
    states: [
      { name: "unknown", path: () => "/pay/bestaat-niet" },
      { name: "paid", path: ({ records }) => records.payPaid },
      { name: "waiting", path: ({ records }) => records.payWaiting },
      { name: "transfer-only", path: ({ records }) => records.payByTransfer },
    ],
  },
];
