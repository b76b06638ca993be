import type { Place } from "./place.ts";
import { at, empty, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";

const newShop = ({ newCompanyId, records }: Place): string => `/a/${newCompanyId}/connections/${records.newShop}`;

/** As a connection is of which much is asked. */
const crowded = (said: object): object =>
  "windows" in said
    ? {
        ...said,
        windows: [{ requests: 120, seconds: 60, left: 14 }],
        told: [{ left: 38, until: "2026-11-03T14:00:00Z" }],
        pausedUntil: "2026-11-03T13:06:00Z",
        usedPercent: 50,
        backlog: 1240,
        expectedAt: "2026-11-03T13:40:00Z",
      }
    : said;
/** As the test of an ERP ends whose application may not write. */
const withRights = (said: object): object =>
  "test" in said
    ? {
        ...said,
        test: {
          at: "2026-11-03T13:06:00Z",
          lines: [{ what: "access", state: "ok", title: "toegang met deze sleutels", text: "" }],
          rights: [
            { kind: "scope", name: "vismanet_erp_service_api:read", proved: true },
            { kind: "scope", name: "visma.net.erp.salesorder:write", proved: false },
            { kind: "role", name: "Financials User", proved: true },
            { kind: "role", name: "Purchasing Administrator", proved: null },
          ],
        },
      }
    : said;

/** A shop with 50,000 old orders, halfway. */
const halfway = {
  state: "running",
  isStill: false,
  fromDay: null,
  offset: 0,
  total: 50_000,
  isRead: false,
  takenIn: 12_900,
  settled: 12_400,
  waiting: 274,
  held: 214,
  failed: 12,
  perMinute: 200,
  pace: 198.4,
  expectedAt: "2031-03-04T17:40:00Z",
  reason: null,
  begunAt: "2026-11-20T09:00:00Z",
  endedAt: null,
};

const migrating = (name: string, change: object): ScreenState => ({
  name,
  api: {
    path: "/api/couplings/",
    answer: (said) => ("migration" in said ? { migration: { ...halfway, ...change } } : said),
  },
});

interface Lists {
  readonly items?: readonly {
    readonly sourceConnectionId?: string;
    readonly webhooks?: unknown;
    readonly what?: string;
  }[];
}

/** As a coupling is whose orders go to a package elsewhere: one that would make orders of them, and has its own codes. */
const toPackage = (said: object): object => {
  const { items } = said as Lists;
  // What it does not do is a list of sentences.
  if (items === undefined || items.some((item) => typeof item === "string")) return said;
  const settings = { documentKind: "orderSlip", failureMailTo: ["inkoop@example.be"] };
  const open = (what: string, from: string, fromName: string) => ({
    what,
    from,
    fromName,
    name: "",
    to: null,
    waiting: 2,
  });
  return {
    ...said,
    items: [
      ...(items.some(({ what }) => what !== undefined)
        ? [open("itemCode", "FIETS-1", "FIETS-1"), open("chargeItem", "shipping", "verzending")]
        : []),
      ...items.map((one) => ({
        ...one,
        ...(one.sourceConnectionId !== undefined && { targetConnectionId: one.sourceConnectionId, settings }),
        ...(one.webhooks !== undefined && { makesDocuments: ["invoice", "orderSlip"] }),
      })),
    ],
  };
};

export const connectionScreens: readonly Screen[] = [
  {
    name: "apps",
    group: "connections",
    route: inside("/apps"),
    question: "What can Schakel do for me, and what is on?",
    isMain: true,
    states: [
      empty("/apps"),
      { name: "viewer", as: "viewer" },
      failing("/api/apps"),
      {
        name: "leaving",
        opens: "screens/apps/deactivate-dialog.tsx",
        async act(page, say) {
          const button = say("apps.named", { button: say("apps.button.deactivate"), app: "Mollie" });
          await page.getByRole("button", { name: button }).click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ],
  },
  {
    name: "connections",
    group: "connections",
    route: inside("/connections"),
    question: "Are all my systems connected?",
    isMain: true,
    states: [empty("/connections"), failing("/api/connections")],
  },
  {
    name: "choose-connection",
    group: "connections",
    route: inside("/connections/new"),
    question: "Which system do I connect?",
  },
  {
    name: "capabilities",
    group: "connections",
    route: inside("/connections/capabilities"),
    question: "What can Schakel do with each system, and how sure is that?",
    states: [{ name: "viewer", as: "viewer" }, failing("/api/capabilities")],
  },
  {
    name: "connect",
    group: "connections",
    route: inside("/connections/new/$connector"),
    path: at("/connections/new/woocommerce"),
    question: "What does Schakel need of my shop, and where do I find it?",
    isMain: true,
    states: [
      { name: "cs-cart", path: at("/connections/new/cs-cart") },
      { name: "mollie", path: at("/connections/new/mollie") },
      { name: "bancontact", path: at("/connections/new/bancontact-pro") },
      { name: "visma", path: at("/connections/new/visma-net") },
    ],
  },
  {
    name: "connection",
    group: "connections",
    route: inside("/connections/$connection/{-$step}"),
    question: "Does this connection work, and what is left to do?",
    isMain: true,
    states: [
      { name: "access", part: "access" },
      { name: "webhooks", part: "webhooks" },
      { name: "check", part: "check" },
      { name: "by-hand", path: newShop, part: "webhooks" },
      { name: "advice", path: newShop, part: "check" },
      { name: "mollie", path: at(({ records }) => `/connections/${records.mollie}`) },
      { name: "bancontact", path: at(({ records }) => `/connections/${records.bancontact}`) },
      {
        name: "rights",
        path: at(({ records }) => `/connections/${records.bancontact}`),
        api: { path: "/api/connections/", answer: withRights },
      },
      { name: "app-off", path: ({ newCompanyId, records }) => `/a/${newCompanyId}/connections/${records.offProvider}` },
      { name: "viewer", as: "viewer" },
      { name: "crowded", api: { path: "/api/connections/", answer: crowded } },
      failing("/api/connections/"),
    ],
  },
  {
    name: "couplings",
    group: "connections",
    route: inside("/couplings"),
    question: "Which couplings are on?",
    isMain: true,
    states: [
      empty("/couplings"),
      { name: "free-shop", path: ({ newCompanyId }) => `/a/${newCompanyId}/couplings` },
      failing("/api/couplings"),
    ],
  },
  {
    name: "coupling",
    group: "connections",
    route: inside("/couplings/$coupling/{-$tab}"),
    question: "Which document comes of an order, and when?",
    part: "settings",
    isMain: true,
    states: [
      { name: "dry-run", part: "dryRun" },
      {
        name: "dry-run-done",
        part: "dryRun",
        async act(page, say) {
          await page
            .locator("main")
            .getByRole("button", { name: say("dryRun.button.start"), exact: true })
            .click();
          await page.locator("main table").waitFor();
        },
      },
      {
        name: "dry-run-from",
        part: "dryRun",
        async act(page, say) {
          await page.getByLabel(say("dryRun.period")).selectOption("from");
          await page.getByLabel(say("dryRun.from"), { exact: true }).waitFor();
        },
      },
      {
        name: "dry-run-replay",
        part: "dryRun",
        opens: "screens/couplings/replay-dialog.tsx",
        act: async (page, say) => {
          const start = page.locator("main").getByRole("button", { name: say("dryRun.button.start"), exact: true });
          await start.click();
          await page.locator("main table").waitFor();
          await opening("replay.button.open")(page, say);
        },
      },
      { name: "texts", part: "texts" },
      { name: "mapping", part: "mapping" },
      { name: "to-package", api: { path: "/api/co", answer: toPackage } },
      {
        name: "to-package-mapping",
        part: "mapping",
        api: { path: "/api/co", answer: toPackage },
        async act(page, say) {
          await page
            .locator("main")
            .getByRole("button", { name: say("mappings.button.add"), exact: true })
            .click();
          await page.getByLabel(say("mappings.what"), { exact: true }).selectOption("chargeItem");
          await page.getByLabel(say("mappings.charge"), { exact: true }).waitFor();
        },
      },
      {
        name: "switching-off",
        opens: "screens/couplings/coupling-switch.tsx",
        act: opening("couplings.button.off"),
      },
      { name: "viewer", as: "viewer" },
      migrating("taking-in", {}),
      migrating("taking-in-paused", { state: "paused", expectedAt: null }),
      migrating("taking-in-refused", {
        expectedAt: null,
        reason: { code: "remote.unavailable", text: "HTTP 500", nextAttemptAt: "2031-03-04T17:40:00Z" },
      }),
      migrating("taking-in-stands-still", { isStill: true, expectedAt: null, total: null }),
    ],
  },
  {
    name: "log",
    group: "connections",
    route: inside("/log/{-$run}"),
    question: "What happened, and when?",
    isMain: true,
    states: [
      empty("/log"),
      loading("/api/log"),
      failing("/api/log"),
      { name: "run", part: ({ records }) => records.run },
      { name: "nothing-found", path: at("/log?q=zzzzzz") },
    ],
  },
];
