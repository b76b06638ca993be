import type { Page } from "playwright-core";
import { carefulEmail } from "./place.ts";
import type { Screen } from "./screen.ts";
import { password } from "./session.ts";
import type { Say } from "./words.ts";

async function giveCarefulPassword(page: Page, say: Say): Promise<void> {
  await page.getByLabel(say("signIn.email")).fill(carefulEmail);
  await page.getByRole("textbox", { name: say("signIn.password") }).fill(password);
  await page.getByRole("button", { name: say("signIn.button") }).click();
  await page.getByLabel(say("totp.code"), { exact: true }).waitFor();
}

export const entranceScreens: readonly Screen[] = [
  {
    name: "sign-in",
    group: "entrance",
    route: "/sign-in",
    question: "Where do I get in?",
    as: "nobody",
    isMain: true,
    states: [
      {
        name: "refused",
        async act(page, say) {
          await page.getByLabel(say("signIn.email")).fill("niemand@demo.test");
          await page.getByRole("textbox", { name: say("signIn.password") }).fill("een verkeerd wachtwoord");
          await page.getByRole("button", { name: say("signIn.button") }).click();
          await page.getByRole("alert").waitFor();
        },
      },
      { name: "second-step", act: giveCarefulPassword },
      {
        name: "recovery",
        async act(page, say) {
          await giveCarefulPassword(page, say);
          await page.getByRole("button", { name: say("totp.useRecovery") }).click();
          await page.getByLabel(say("totp.recoveryCode"), { exact: true }).waitFor();
        },
      },
    ],
  },
  {
    name: "setup",
    group: "entrance",
    route: "/setup",
    question: "How do I begin?",
    as: "nobody",
  },
  {
    name: "invitation",
    group: "entrance",
    route: "/invitation/$token",
    question: "Who invites me, to what?",
    as: "nobody",
    states: [{ name: "over", path: () => "/invitation/bestaat-niet" }],
  },
  {
    name: "no-company",
    group: "entrance",
    route: "/",
    question: "Why do I see nothing, and who can help?",
    as: "alone",
  },
];
