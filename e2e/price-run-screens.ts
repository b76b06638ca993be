import { at, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";

const run = at(({ records }) => `/purchasing/prices/${records.priceRun}`);
const shown = (show: string) => at(({ records }) => `/purchasing/prices/${records.priceRun}?show=${show}`);
const start = (of: string) =>
  at(
    ({ records }) =>
      `/purchasing/prices/new?${of === "order" ? `document=${records.askedOrder}` : `priceList=${records.askedList}`}`,
  );

/** The run itself in another state; its answers stay as they are. */
const changed = (name: string, change: object): ScreenState => ({
  name,
  path: run,
  api: { path: "/api/price-runs/", answer: (said) => ("state" in said ? { ...said, ...change } : said) },
});

const batch = {
  ...{ id: "01a20000-0000-7000-8000-000000000001", underSuppliers: true, underPrices: true, salesRule: null },
  ...{
    createdAt: "2026-11-21T08:30:00Z",
    createdBy: "An Peeters",
    appliedAt: "2026-11-21T08:30:02Z",
    undoneAt: null,
    undoneBy: "",
  },
};
const counts = { supplierItems: 504, itemSuppliers: 61, salesPrices: 12, leftOut: 3 };
const applied = { ...batch, state: "applied", counts, undoUntil: "2099-11-22T08:30:02Z" };
const undone = { ...batch, state: "undone", undoUntil: null, counts: { ...counts, putBack: 577 } };
const asking = { state: "asking", total: 100_000, done: 18_240, finishedAt: null, effect: null };

export const priceRunScreens: readonly Screen[] = [
  {
    name: "new-price-run",
    group: "documents",
    route: inside("/purchasing/prices/new"),
    path: start("list"),
    question: "Whom do we ask for today's prices?",
    states: [
      { name: "order", path: start("order") },
      { name: "nothing-chosen", path: at("/purchasing/prices/new") },
      {
        name: "nobody-set-up",
        path: start("list"),
        api: { path: "/api/supplier-entries", answer: () => ({ items: [] }) },
      },
      loading("/api/supplier-entries"),
      failing("/api/supplier-entries"),
    ],
  },
  {
    name: "price-run",
    group: "documents",
    route: inside("/purchasing/prices/$priceRun"),
    path: run,
    question: "What became dearer or cheaper, and do we take it over?",
    isMain: true,
    states: [
      changed("asking", { ...asking, perMinute: 2900, expectedAt: "2026-11-21T14:32:00Z", ticked: 0 }),
      changed("waiting", {
        ...asking,
        waitsUntil: "2026-11-21T14:12:00Z",
        reason: { code: "remote.unavailable", message: "Cebeo antwoordt niet" },
      }),
      changed("paused", { ...asking, state: "paused", endedBy: "An Peeters" }),
      changed("refused", {
        ...{ ...asking, state: "stopped" },
        reason: { code: "credentials.expired", message: "Cebeo weigert de login" },
      }),
      changed("large", {
        ...{ total: 100_000, done: 100_000, ticked: 507, effect: { quotes: 12, marginChange: "-1284.60" } },
        counts: {
          up: 412,
          down: 96,
          same: 99_401,
          unknown: 31,
          first: 8,
          review: 4,
          noPrice: 40,
          recent: 12,
          unsure: 50,
        },
      }),
      { name: "review-first", path: shown("review") },
      { name: "not-found", path: shown("notFound") },
      { name: "skipped", path: shown("skipped") },
      changed("applied", { state: "applied", batches: [applied] }),
      {
        ...changed("undoing", { state: "applied", batches: [applied] }),
        opens: "screens/price-runs/undo-dialog.tsx",
        act: opening("priceRun.undoButton"),
      },
      changed("undone", { state: "undone", batches: [undone] }),
      { name: "order", path: at(({ records }) => `/purchasing/prices/${records.orderRun}`) },
      { name: "viewer", path: run, as: "viewer" },
      loading("/api/price-runs/"),
      failing("/api/price-runs/"),
    ],
  },
];
