import type { Locator, Page } from "playwright-core";
import { carefulEmail } from "./place.ts";
import { at, empty, failing, inside, loading, opening, type Screen } from "./screen.ts";
import { closedMonth } from "./closed-month.ts";
import { password } from "./session.ts";
import type { Say } from "./words.ts";

/** Of the form that asks who it is; the panel to choose another password has one of the same name. */
const passwordField = (page: Page, say: Say): Locator =>
  page
    .locator("section")
    .filter({ hasText: say("twoFactor.title") })
    .getByRole("textbox", { name: say("me.passwordNow") });

interface Shown {
  readonly nodes: readonly object[];
}

/** As a hub is on which a second machine worked, and stopped without a word. */
const oneGone = (said: object): object => {
  const { nodes } = said as Shown;
  const last = { startedAt: "2026-11-03T07:12:00Z", seenAt: "2026-11-03T12:58:11Z", jobsActive: 2, jobsLastMinute: 14 };
  const gone = { id: "gone", role: "worker", host: "hub-2", pid: 4711, version: "0.1.0", state: "silent", ...last };
  return { ...said, nodes: [...nodes, gone] };
};

/** As a hub is in the middle of its day, and of an update. */
const atWork = (said: object): object => {
  const { nodes } = said as Shown;
  const seen = (nodes[0] ?? {}) as { readonly startedAt?: string; readonly seenAt?: string };
  const [working, leaving] = [
    { id: "w", role: "worker", host: "hub-2", pid: 318, version: "0.1.1", state: "working" },
    {
      id: "l",
      role: "server",
      host: "a-server-with-a-long-name.hosting.example",
      pid: 90_411,
      version: "0.1.0",
      state: "draining",
    },
  ].map((node) => ({
    ...seen,
    ...node,
    jobsActive: node.id === "w" ? 2 : 0,
    jobsLastMinute: node.id === "w" ? 118 : 0,
  }));
  return {
    ...said,
    nodes: [...nodes, working, leaving],
    queues: [
      { name: "orders", waiting: 4, active: 2, oldestSeconds: 190 },
      { name: "payments", waiting: 0, active: 0, oldestSeconds: 0 },
    ],
    disk: { freeBytes: 3_240_000_000, totalBytes: 40_000_000_000, isFilling: true },
    backups: { count: 4, newest: { madeAt: "2026-11-03T02:00:00Z", reason: "before-upgrade", bytes: 412_000_000 } },
  };
};

export const settingsScreens: readonly Screen[] = [
  {
    name: "texts",
    group: "settings",
    route: inside("/settings/texts"),
    question: "What do customers read from us?",
  },
  {
    name: "company",
    group: "settings",
    route: inside("/settings/company"),
    question: "Which company is this, for whoever reads our documents?",
    isMain: true,
  },
  { name: "style", group: "settings", route: inside("/settings/style"), question: "How do our documents look?" },
  {
    name: "numbering",
    group: "settings",
    route: inside("/settings/numbering"),
    question: "Which number comes next?",
  },
  {
    name: "period",
    group: "settings",
    route: inside("/settings/period"),
    question: "Up to which day are the books closed, and who closed them?",
    states: [
      { name: "viewer", as: "viewer" },
      { name: "closed", api: { path: "/api/closed-period", answer: closedMonth } },
      { name: "closing", opens: "screens/settings/close-dialog.tsx", act: opening("period.closeButton") },
      failing("/api/closed-period"),
      {
        name: "reopening",
        api: { path: "/api/closed-period", answer: closedMonth },
        opens: "screens/settings/reopen-dialog.tsx",
        act: opening("period.reopenButton"),
      },
    ],
  },
  { name: "mail", group: "settings", route: inside("/settings/mail"), question: "Who sends our mail?" },
  {
    name: "alarms",
    group: "settings",
    route: inside("/settings/alarms"),
    question: "What is wrong now, and who hears of it?",
    isMain: true,
    states: [
      empty("/settings/alarms"),
      { name: "viewer", as: "viewer" },
      {
        name: "muting",
        opens: "screens/settings/mute-dialog.tsx",
        async act(page, say) {
          await page
            .locator("main li button")
            .filter({ hasText: say("alarms.muteButton") })
            .first()
            .click();
          await page.getByRole("dialog").waitFor();
        },
      },
      {
        name: "recipient",
        async act(page, say) {
          await page.getByRole("button", { name: say("alarms.addButton") }).click();
          await page.getByLabel(say("alarms.address"), { exact: true }).fill("boekhouding@demolen.test");
        },
      },
    ],
  },
  {
    name: "users",
    group: "settings",
    route: inside("/settings/users"),
    question: "Who may do what here?",
    states: [
      { name: "viewer", as: "viewer" },
      {
        name: "removing",
        opens: "screens/settings/member-table.tsx",
        async act(page, say) {
          await page.locator("main tr", { hasText: "Kris" }).getByText(say("users.removeButton")).click();
          await page.getByRole("dialog").waitFor();
        },
      },
    ],
  },
  {
    name: "retention",
    group: "settings",
    route: inside("/settings/retention"),
    question: "How long do we keep what is of others, and how is somebody deleted?",
    states: [
      {
        name: "nobody",
        async act(page, say) {
          await page.getByLabel(say("retention.email")).fill("niemand@voorbeeld.example");
          await page.getByRole("button", { name: say("retention.previewButton") }).click();
          await page.getByText(say("retention.nothing")).waitFor();
        },
      },
      {
        name: "person",
        async act(page, say) {
          await page.getByLabel(say("retention.email")).fill(carefulEmail);
          await page.getByRole("button", { name: say("retention.previewButton") }).click();
          await page.getByRole("button", { name: say("retention.deleteButton") }).waitFor();
        },
      },
    ],
  },
  {
    name: "audit",
    group: "settings",
    route: inside("/settings/audit"),
    question: "Who changed what here, and is that log whole?",
    states: [{ name: "none-found", path: at("/settings/audit?subject=alarm&from=2020-01-01&to=2020-01-02") }],
  },
  {
    name: "completeness",
    group: "settings",
    route: inside("/completeness/{-$period}"),
    question: "Is every order of this month accounted for?",
    part: "2026-11",
    states: [
      empty("/completeness"),
      loading("/api/completeness"),
      failing("/api/completeness"),
      {
        name: "checked",
        async act(page, say) {
          await page
            .getByRole("button", { name: say("completeness.checkButton") })
            .first()
            .click();
          await page.locator("main table").first().waitFor();
        },
      },
    ],
  },
  {
    name: "me",
    group: "settings",
    route: inside("/me"),
    question: "What is mine to change?",
    isMain: true,
    states: [
      {
        name: "asked-password",
        async act(page, say) {
          await page.getByRole("button", { name: say("twoFactor.button.on") }).click();
          await passwordField(page, say).waitFor();
        },
      },
      {
        name: "two-factor",
        async act(page, say) {
          await page.getByRole("button", { name: say("twoFactor.button.on") }).click();
          await passwordField(page, say).fill(password);
          await page.keyboard.press("Enter");
          await page.getByLabel(say("totp.code"), { exact: true }).waitFor();
        },
      },
      { name: "two-factor-on", as: "careful" },
      {
        name: "recovery-codes",
        as: "careful",
        async act(page, say) {
          await page.getByRole("button", { name: say("twoFactor.button.codes") }).click();
          await passwordField(page, say).fill(password);
          await page.keyboard.press("Enter");
          await page.locator("[data-printed]").waitFor();
        },
      },
    ],
  },
  {
    name: "nodes",
    group: "settings",
    route: "/system/nodes",
    question: "Is every process of the hub alive, and does it have room?",
    isMain: true,
    states: [
      { name: "one-gone", api: { path: "/api/system/nodes", answer: oneGone } },
      { name: "at-work", api: { path: "/api/system/nodes", answer: atWork } },
      { name: "viewer", as: "viewer" },
      loading("/api/system/nodes"),
      failing("/api/system/nodes"),
    ],
  },
];
