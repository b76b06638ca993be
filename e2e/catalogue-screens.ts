import type { Place } from "./place.ts";
import { failing, inside, opening, type Screen, type ScreenState } from "./screen.ts";

const of = ({ newCompanyId, records }: Place): string => `/a/${newCompanyId}/catalogue-couplings/${records.catalogue}`;

const path = "/api/catalogue-couplings/";
const counts = { toCreate: 412, toUpdate: 38, same: 9400, skipped: 120, held: 7, failed: 1, waiting: 3 };

const run = (change: object) => ({
  id: "01933c00-0000-7000-8000-000000000001",
  scope: "first",
  state: "looking",
  isPaused: false,
  since: null,
  total: 10_000,
  seen: 4_310,
  counts,
  reason: null,
  requestedBy: "An Peeters",
  startedBy: "",
  begunAt: "2026-11-03T13:00:00Z",
  endedAt: null,
  ...change,
});
const ended = { seen: 10_000, endedAt: "2026-11-03T14:00:00Z" };
const history = [
  run({ scope: "delta", state: "done", requestedBy: "schedule", counts: { updated: 50 }, ...ended }),
  run({ scope: "from", since: "2026-10-01T00:00:00Z", state: "stopped", counts: { same: 12 }, ...ended }),
  run({ state: "done", startedBy: "Karim Aziz", counts: { created: 9_400, held: 7 }, ...ended }),
].map((one, index) => ({ ...one, id: `${one.id.slice(0, -1)}${index}` }));

const isCoupling = (said: object): boolean => "isStarted" in said;
const isRuns = (said: object): boolean => "items" in said && !("next" in said);

/** As one of its own looks: what the hub says of the coupling is changed, its runs are these. */
const looking = (name: string, change: object, act?: Pick<ScreenState, "act" | "opens">): ScreenState => ({
  name,
  part: "run",
  api: {
    path,
    answer: (said) =>
      isCoupling(said) ? { ...said, ...change } : isRuns(said) && "isStarted" in change ? { items: history } : said,
  },
  ...act,
});

const followed = { isStarted: true, state: "live", lastRunAt: "2026-11-03T14:00:00Z", counts, run: history[0] };

const record = (change: object) => ({
  ...{ externalId: "1", code: "FIETS-1", name: "Stadsfiets 28 duim", state: "toUpdate", targetId: "88", changes: [] },
  ...{ kept: [], reason: null, uncertain: null, nextAttemptAt: null, decidedAt: "2026-11-03T14:00:00Z" },
  ...change,
});
const reason = (message: string, code = "stop.vatClass") => ({ code, message, who: "Jij bent aan zet." });
const records = [
  record({
    changes: [
      { field: "price", shop: "619.01", source: "649", act: "write" },
      { field: "name", shop: "Onze beste stadsfiets", source: "Stadsfiets 28 duim", act: "keep" },
      { field: "images", shop: null, source: '[["1","a"]]', act: "write" },
    ],
  }),
  record({
    externalId: "2",
    code: "BEL-2",
    name: "Fietsbel",
    state: "held",
    reason: reason("Nog niets gekozen voor ‘LAAG’."),
  }),
  record({
    ...{ externalId: "3", code: "HELM-3", name: "Helm", state: "waiting", nextAttemptAt: "2031-03-04T17:40:00Z" },
    reason: { ...reason("Velo-Webshop antwoordt niet.", "remote.unavailable"), who: null },
  }),
  record({ externalId: "4", code: "SLOT-4", name: "", state: "updated", kept: ["name", "attribute:kleur"] }),
  record({
    ...{ externalId: "5", code: "ZADEL-MET-EEN-HEEL-LANGE-CODE-ZONDER-SPATIES-5", name: "Zadel", state: "toCreate" },
    changes: [{ field: "isActive", shop: null, source: "true", act: "write" }],
  }),
];

const lost = record({
  ...{ externalId: "6", code: "POMP-6", name: "Fietspomp", state: "held", targetId: "", uncertain: "record" },
  reason: reason("Velo-Webshop antwoordde niet.", "remote.outcome_unknown"),
});

const choices = {
  warehouses: [
    { id: "1", name: "Brugge" },
    { id: "2", name: "Gent" },
  ],
  sourceVatClasses: [
    { id: "HOOG", name: "21%" },
    { id: "LAAG", name: "6%" },
  ],
  shopVatClasses: [{ id: "standard", name: "Standaard" }],
  shopCategories: [
    { id: "1", name: "Fietsen", parentId: "" },
    { id: "2", name: "Stad", parentId: "1" },
  ],
  imagesReachable: false,
};
const stock = {
  warehouses: { use: "chosen", ids: ["1"] },
  ...{ safety: "2", safetyOf: { "FIETS-1": "1" }, wholeNumbers: true },
};
const rule = { when: "onUpdate", overwrites: false };
const settingsOf = {
  products: {
    attributes: [{ ...rule, from: "attribute:Kleur", to: "kleur" }],
    vatClasses: { HOOG: { to: "standard", rate: "21" } },
    categories: { Stadsfietsen: "2" },
    stock,
    transforms: ["second-warehouse"],
  },
  stock: { ...stock, transforms: [], everyMinutes: 5 },
  customers: {
    fields: { name: rule, contactName: rule, phone: rule, vatIdentifier: rule, address: { ...rule, when: "never" } },
    creates: true,
    everyMinutes: 60,
  },
} as const;

const choosing = (kind: keyof typeof settingsOf): ScreenState => ({
  name: `settings-${kind}`,
  part: "settings",
  api: {
    path,
    answer: (said) => {
      if (!isCoupling(said)) return "items" in said ? said : choices;
      const { settings } = said as { readonly settings: object };
      return { ...said, kind, settings: kind === "products" ? { ...settings, ...settingsOf[kind] } : settingsOf[kind] };
    },
  },
});

export const catalogueScreens: readonly Screen[] = [
  {
    name: "catalogue",
    group: "connections",
    route: inside("/catalogue-couplings/$catalogue/{-$tab}"),
    path: of,
    question: "What of my package goes to my shop, and how far is it?",
    part: "run",
    isMain: true,
    states: [
      looking("looking", { run: run({}), counts }),
      looking("ready", { run: run({ state: "ready", seen: 9_981 }), counts }),
      looking("paused", { state: "live", run: run({ state: "writing", isPaused: true }), counts }),
      looking("standing", {
        state: "live",
        run: run({
          state: "writing",
          total: null,
          reason: { ...reason("Visma.net antwoordt niet."), nextAttemptAt: "2031-03-04T17:40:00Z" },
        }),
        counts,
      }),
      looking("followed", followed),
      looking(
        "stopping",
        { run: run({}), counts },
        {
          opens: "screens/catalogue/run-buttons.tsx",
          act: opening("catalogue.button.stop"),
        },
      ),
      looking("switching-off", followed, {
        opens: "screens/catalogue/catalogue-switch.tsx",
        act: opening("couplings.button.off"),
      }),
      choosing("products"),
      choosing("stock"),
      choosing("customers"),
      {
        name: "records",
        part: "records",
        api: {
          path,
          answer: (said) =>
            isCoupling(said) ? { ...said, ...followed } : "next" in said ? { items: records, next: null } : said,
        },
      },
      {
        name: "lost-answer",
        part: "records",
        api: {
          path,
          answer: (said) =>
            isCoupling(said) ? { ...said, ...followed } : "next" in said ? { items: [lost], next: null } : said,
        },
        opens: "screens/catalogue/outcome-dialog.tsx",
        async act(page, say) {
          await page.getByRole("button", { name: say("catalogue.isThere") }).click();
          await page.getByRole("dialog").waitFor();
        },
      },
      { name: "records-empty", part: "records" },
      failing("/api/catalogue-couplings/"),
    ],
  },
];
