import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { watchedPage } from "../../e2e/visit.ts";
import { sayIn } from "../../e2e/words.ts";
import { ensureBrowser } from "../../scripts/browser.ts";
import { freshHub, type FreshHub } from "./fresh-hub.ts";
import { placeOrder, refund } from "./french-order.ts";
import { judgeJourney, mailsTo } from "./journey-judge.ts";

const pictures = fileURLToPath(new URL("../../docs/proofs/back-office/", import.meta.url));
const say = sayIn("nl");

export interface Journey {
  readonly steps: readonly { readonly name: string; readonly seconds: number }[];
  /** What was not as it should be, counted at the other side. */
  readonly wrong: readonly string[];
  readonly seen: string;
}

async function until<T>(what: string, look: () => Promise<T | null | undefined>): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const seen = await look();
    if (seen !== null && seen !== undefined) return seen;
    await sleep(100);
  }
  throw new Error(`Waited in vain for ${what}`);
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

async function firstVisit(page: Page, world: FreshHub): Promise<void> {
  await page.goto((world.hub.setUpUrl ?? world.hub.url).href);
  await heading(page, say("setup.title"));
  const code = world.hub.setUpUrl?.searchParams.get("setup") ?? "";
  const codeField = page.getByLabel(say("setup.code"));
  await page.getByLabel(say("setup.name")).waitFor();
  if ((await codeField.count()) > 0) await codeField.fill(code);
  await page.getByLabel(say("setup.name"), { exact: true }).fill("An Peeters");
  await page.getByLabel(say("setup.email")).fill("an@fietsen-peeters.example");
  await page.getByRole("textbox", { name: say("setup.password") }).fill("een lang genoeg wachtwoord");
  await button(page, say("setup.next")).click();
  await page.getByLabel(say("setup.companyName")).fill("Fietsen Peeters bv");
  await page.getByLabel(say("setup.vat")).fill("BE0765432146");
  await page.getByLabel(say("setup.street")).fill("Molenstraat 12");
  await page.getByLabel(say("setup.postalZone")).fill("9000");
  await page.getByLabel(say("setup.city")).fill("Gent");
  await button(page, say("setup.next")).click();
  await page.waitForURL(/\/a\/[^/]+$/);
}

async function activate(page: Page, home: string, modules: readonly string[]): Promise<void> {
  await page.goto(`${home}/apps`);
  await heading(page, say("apps.title"));
  for (const module of modules) {
    const app = page.locator(`li#${module}`);
    await app.locator("form button[type=submit]").click();
    await app.getByText(say("apps.on"), { exact: true }).waitFor();
  }
}

async function connectShop(page: Page, home: string, { shop }: FreshHub): Promise<void> {
  await page.goto(`${home}/connections/new/woocommerce`);
  await page.locator("input[name=shopUrl]").fill(`  ${shop.url}/ `);
  await page.getByLabel(say("connect.name")).fill("Fietsen Peeters");
  const keys = page.locator("input[type=password]");
  await keys.nth(0).fill(shop.consumerKey);
  await keys.nth(1).fill(` ${shop.consumerSecret} `);
  await button(page, say("connect.button")).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}/);
  await button(page, say("webhooks.button.make")).click();
  await page.getByText(say("webhooks.pinged")).nth(1).waitFor();
}

async function connectMollie(page: Page, home: string, { mollie }: FreshHub): Promise<void> {
  await page.goto(`${home}/connections/new/mollie`);
  await page.locator("input[type=password]").first().fill(mollie.apiKey);
  const address = page.locator("input[name=apiUrl]");
  if (!(await address.isVisible())) await page.getByText(say("connection.more")).click();
  await address.fill(`${mollie.url}/v2/`);
  await button(page, say("connect.button")).click();
  await page.waitForURL(/\/connections\/[0-9a-f-]{36}/);
}

async function couple(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/couplings`);
  await page.getByRole("button", { name: new RegExp(`^${say("couplings.button.make")}`) }).click();
  await page.waitForURL(/\/couplings\/[0-9a-f-]{36}/);
  await page.getByRole("radio", { name: say("couplings.sending.automatic") }).check();
  await button(page, say("couplings.button.save")).click();
  const [before = ""] = say("couplings.button.onFrom", { day: "\n" }).split("\n");
  const on = page.getByRole("button", { name: new RegExp(`^(${before.trim()}|${say("couplings.button.on")})`) });
  await on.click();
  await page.getByRole("heading", { name: say("couplings.isOn") }).waitFor();
}

/** Through the customer's own browser, in French, from the link in the mail. */
async function pay(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** A mail that goes out twice, as a hub would send it that forgot that it had. */
const forgetThatItWasSent =
  "update outbox set state = 'queued', next_attempt_at = now(), sent_at = null where channel = 'mail'";

/** Longer than the hub takes to look after what was left behind. */
const quietSeconds = 6;

/** Until nothing waits to be read or sent, and nothing came of the quiet after it: a mail that goes out twice may go late. */
async function atRest(world: FreshHub): Promise<void> {
  let mails = -1;
  let changedAt = performance.now();
  while (performance.now() - changedAt < quietSeconds * 1000) {
    await until("an empty outbox and inbox", async () => {
      const [waiting] = await world.rows<{ count: number }>(
        `select (select count(*) from outbox where state in ('queued', 'sending'))::int
          + (select count(*) from deliveries where state = 'received')::int as count`,
      );
      return waiting?.count === 0 ? true : null;
    });
    const now = world.mailbox.mails().length;
    if (now !== mails) changedAt = performance.now();
    mails = now;
    await sleep(200);
  }
}

/** From an address and nothing else to a paid, mailed and partly credited invoice. `sabotage`: the mail leaves twice. */
export async function journey(sabotage: boolean): Promise<Journey> {
  await mkdir(pictures, { recursive: true });
  const world = await freshHub();
  const browser = await chromium.launch({ executablePath: ensureBrowser() });
  const steps: { name: string; seconds: number }[] = [];
  const wrong: string[] = [];
  const check = (what: string, isRight: boolean): void => void (isRight || wrong.push(what));
  const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const result = await work().catch((error: unknown) => {
      throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    });
    steps.push({ name, seconds: Math.round((performance.now() - startedAt) / 100) / 10 });
    return result;
  };
  try {
    const context = await browser.newContext({ locale: "nl-BE", viewport: { width: 1280, height: 800 } });
    const { page, settled } = await watchedPage(context);
    const picture = async (name: string, of: Page = page): Promise<void> => {
      if (of === page) await settled();
      if (!sabotage) await of.screenshot({ path: `${pictures}${name}.png`, animations: "disabled" });
    };
    await step("first user and company", () => firstVisit(page, world));
    const home = new URL(page.url()).href;
    await step("apps on", () => activate(page, home, ["woocommerce", "mollie", "foreignLanguageCustomers"]));
    await picture("1-apps");
    await step("shop connected, webhooks made", () => connectShop(page, home, world));
    const connection = page.url();
    await picture("2-webhooks");
    await step("Mollie connected", () => connectMollie(page, home, world));
    await step("coupling on, mails by itself", () => couple(page, home));
    await picture("3-coupling");

    const order = await step("order placed", () => placeOrder(world.shop));
    await step("invoice mailed", () => until("the mail", async () => (await mailsTo(world))[0]));
    await page.goto(connection.replace(/(\/connections\/[0-9a-f-]{36}).*/, "$1/webhooks"));
    await page.getByText(say("webhooks.verified")).nth(1).waitFor();
    await picture("4-dots-green");
    await page.goto(`${home}/orders`);
    await page.locator("[data-row='0']").click();
    await page.getByRole("heading", { level: 1, name: /5001/ }).waitFor();
    await picture("5-order");

    const [invoiceMail] = await mailsTo(world);
    const link = /https?:\/\/[^\s"'<>]+\/pay\/[\w-]+/.exec(
      `${invoiceMail?.html ?? ""} ${invoiceMail?.text ?? ""}`,
    )?.[0];
    if (link === undefined) throw new Error("The mail has no pay link");
    const french = await browser.newContext({ locale: "fr-BE", viewport: { width: 390, height: 844 } });
    const customers = await french.newPage();
    await step("customer pays", async () => {
      await pay(customers, link);
      await picture("6-pay-page", customers);
      await customers.locator("form[action$=mollie] button").click();
      await customers.getByRole("button", { name: "Paid" }).click();
      await customers.waitForURL(/\/pay\//);
      await until("the paid page", async () => {
        await customers.goto(link);
        return (await customers.locator(".notice.good").count()) > 0 ? true : null;
      });
    });
    await world.mollie.settled();
    for (const { id } of world.mollie.payments) await world.mollie.sendWebhook(id);

    const refunded = await step("refund and credit note", async () => {
      const amount = await refund(world.shop);
      await until("the credit note's mail", async () => {
        const mails = await mailsTo(world);
        return mails.length > 1 ? true : null;
      });
      return amount;
    });
    await page.goto(`${home}/documents`);
    await page.locator("[data-row='0']").waitFor();
    await picture("7-documents");
    if (sabotage) await world.rows(forgetThatItWasSent);
    await step("nothing left to do", () => atRest(world));
    const seen = await judgeJourney(world, { order: Number(order.total), refunded: Number(refunded), check });
    return { steps, wrong, seen };
  } finally {
    await browser.close();
    await world.stop();
  }
}
