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
];
