import type { Page } from "playwright-core";
import { at, failing, inside, loading, opening, type Screen, type ScreenState } from "./screen.ts";
import type { Say, TextKey } from "./words.ts";

const asking = (
  name: string,
  key: TextKey,
  path?: ScreenState["path"],
  change?: (said: object) => object,
): ScreenState => ({
  name,
  ...(path !== undefined && { path }),
  ...(change !== undefined && { api: { path: "/api/relations/", answer: change } }),
  opens: "screens/partners/relation-act-dialog.tsx",
  act: opening(key),
});

const answered = at(({ records }) => `/partners/${records.partnerAnswered}`);
const invited = at(({ records }) => `/partners/${records.partnerInvited}`);
const waiting = at(({ records }) => `/partners/${records.partnerWaiting}`);

/** The relation itself as it would be, and not what stands below its address. */
const as =
  (change: object) =>
  (said: object): object =>
    "comparisonCode" in said ? { ...said, ...change } : said;

const inTrouble = (code: string, text: string): ((said: object) => object) => as({ trouble: { code, text } });

/** As after a key was renewed on both sides. */
const withKeys = (said: object): object => {
  if (!("keys" in said)) return said;
  const [first] = said.keys as readonly object[];
  const key = (owner: string, state: string, validTo: string | null) => ({
    ...first,
    ...{ owner, state, validTo, kid: `${owner}${state}-0123456789abcdefghijABCDEFGHIJ`.slice(0, 43) },
  });
  const keys = [
    key("own", "announced", null),
    key("own", "current", null),
    key("partner", "current", null),
    key("partner", "previous", "2031-03-04T12:00:00Z"),
  ];
  return { ...said, keys };
};

const order = { docType: "order", businessId: "BB-2026-00417", mode: "live", durationMs: 214, actor: "" };
/** As the log book is after days on which not everything went. */
const busyLog = (said: object): object => {
  const { items } = said as { readonly items: readonly object[] };
  const [first] = items;
  const line = (index: number, changes: object) => ({
    ...first,
    ...order,
    ...{
      id: `0192f0c4-7d1e-7b11-9a51-3c5f0e6a1b${10 + index}`,
      at: `2026-11-21T08:${30 - index}:00Z`,
      code: "",
      text: "",
    },
    ...changes,
  });
  const lines = [
    line(0, { way: "out", step: "taken", revision: 0 }),
    line(1, { way: "out", step: "delivered", revision: 1 }),
    line(2, { way: "out", step: "retrying", code: "no_answer", text: "ECONNREFUSED", revision: 0 }),
    line(3, { way: "out", step: "failed", code: "content_invalid", text: "OPL-T01-R010", revision: 0 }),
    line(4, { way: "in", step: "duplicate", docType: "order_response", revision: 0 }),
    line(5, { way: "in", step: "refused", code: "unknown_key", text: "no key of this name is known", docType: "" }),
    line(6, { way: "in", step: "somethingNew", docType: "despatch" }),
  ];
  return { ...said, items: [...lines, ...items] };
};

/** Types the link that somebody passed on, and looks at it. */
const lookingAt =
  (link: string | null) =>
  async (page: Page, say: Say): Promise<void> => {
    await page.locator("input[name=link]").fill(link ?? "");
    await page
      .locator("main")
      .getByRole("button", { name: say("partners.lookButton"), exact: true })
      .click();
  };

/** A link that was opened is there already. */
const opened = (name: string, act?: ScreenState["act"], opens?: string): ScreenState => ({
  name,
  path: ({ records }) => records.partnerInvitation,
  act: async (page, say) => {
    await page.locator("main a[href$='/partners/accept']").first().click();
    await page.locator("main details").waitFor();
    await act?.(page, say);
  },
  ...(opens !== undefined && { opens }),
});

const statements = () => {
  const count = (docType: string, way: string, messages: number) => ({ docType, way, messages, sha256: "" });
  const own = [count("order", "out", 41), count("order_response", "in", 41), count("despatch", "in", 38)];
  const one = (month: string, state: string, differences: readonly object[]) => ({
    ...{ id: month, from: `2026-${month}-01`, to: `2026-${month}-30`, state, own, partner: null, differences },
    ...{ drawnUpAt: "2026-11-01T08:30:00Z", drawnUpBy: "An", answeredAt: null },
  });
  const differs = [{ docType: "order", way: "out", own: 41, partner: 40 }];
  return { items: [one("11", "drawnUp", []), one("10", "agreed", []), one("09", "differs", differs)] };
};

export const partnerScreens: readonly Screen[] = [
  {
    name: "partners",
    group: "connections",
    route: inside("/partners"),
    question: "With whom do I exchange orders, and who waits for me?",
    isMain: true,
    states: [
      { name: "switched-off", path: ({ emptyId }) => `/a/${emptyId}/partners` },
      { name: "empty", api: { path: "/api/relations", answer: () => ({ items: [] }) } },
      loading("/api/relations"),
      failing("/api/relations"),
      { name: "viewer", as: "viewer" },
      {
        name: "inviting",
        opens: "screens/partners/invite-dialog.tsx",
        act: async (page, say) => {
          await opening("partners.inviteButton")(page, say);
          await page.getByRole("dialog").locator("summary").click();
        },
      },
    ],
  },
  {
    name: "partner",
    group: "connections",
    route: inside("/partners/$partner"),
    question: "Do orders go to and come from this partner?",
    isMain: true,
    states: [
      { name: "invited", path: invited },
      { name: "answered", path: answered },
      { name: "waiting", path: waiting },
      { name: "withdrawn", path: at(({ records }) => `/partners/${records.partnerWithdrawn}`) },
      { name: "viewer", as: "viewer" },
      { name: "viewer-answered", as: "viewer", path: answered },
      loading("/api/relations/"),
      failing("/api/relations/"),
      {
        name: "paused",
        api: { path: "/api/relations/", answer: as({ state: "suspended", suspendedByUs: true, stateChangedBy: "An" }) },
      },
      {
        name: "paused-by-partner",
        api: { path: "/api/relations/", answer: as({ state: "suspended", suspendedByPartner: true }) },
      },
      { name: "ended", api: { path: "/api/relations/", answer: as({ state: "ended", stateChangedBy: "An" }) } },
      {
        name: "away",
        api: { path: "/api/relations/", answer: inTrouble("no_answer", "connect ECONNREFUSED 192.0.2.7:443") },
      },
      {
        name: "not-recognised",
        api: { path: "/api/relations/", answer: inTrouble("unknown_key", "no key of this name is known here") },
      },
      { name: "keys", api: { path: "/api/relations/", answer: withKeys } },
      { name: "busy-log", api: { path: "/api/relation-log", answer: busyLog } },
      {
        name: "statements",
        api: { path: "/api/relations/", answer: (said) => ("items" in said ? statements() : said) },
      },
      {
        name: "drawing-up",
        opens: "screens/partners/statement-dialog.tsx",
        act: opening("partners.statementButton"),
      },
      {
        name: "mailing",
        path: invited,
        opens: "screens/partners/mail-dialog.tsx",
        act: opening("partners.mailButton"),
      },
      asking("asking-pause", "connection.button.pause"),
      asking("asking-key", "partners.actButton.newKey"),
      asking("asking-end", "partners.actButton.end"),
      asking("asking-cancel", "partners.actButton.cancel", invited),
      asking("asking-refuse", "partners.refuseButton", answered),
      asking("asking-withdraw", "partners.actButton.withdraw", waiting),
    ],
  },
  {
    name: "accept-partner",
    group: "connections",
    route: inside("/partners/accept"),
    question: "Who invites me, and do I accept?",
    states: [
      { name: "switched-off", path: ({ emptyId }) => `/a/${emptyId}/partners/accept`, act: lookingAt("x") },
      { name: "no-link", act: lookingAt("een link") },
      opened("looked"),
      opened("refusing", opening("partners.refuseInvitationButton"), "screens/partners/refuse-dialog.tsx"),
    ],
  },
  {
    name: "partner-log",
    group: "connections",
    route: inside("/partners/log"),
    question: "What went between me and my partners, and what did not?",
    states: [
      { name: "switched-off", path: ({ emptyId }) => `/a/${emptyId}/partners/log` },
      { name: "busy", api: { path: "/api/relation-log", answer: busyLog } },
      { name: "only-trouble", path: at("/partners/log?trouble=true") },
      loading("/api/relation-log"),
      failing("/api/relation-log"),
    ],
  },
  {
    name: "partner-invitation",
    group: "connections",
    route: "/partner-invitation",
    path: ({ records }) => records.partnerInvitation,
    question: "What is this link, and where do I accept it?",
    states: [
      { name: "signed-out", as: "nobody" },
      { name: "alone", as: "alone" },
      { name: "cut-off", path: () => "/partner-invitation" },
    ],
  },
];
