import { mkdir } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import PostalMime, { type Email } from "postal-mime";
import { chromium, type Page } from "playwright-core";
import { pdfText } from "#backoffice/pdf/testing/pdf-text.ts";
import { totalsInUbl } from "#backoffice/pdf/testing/ubl-totals.ts";
import { readXml } from "#einvoice/read-xml.ts";
import { watchedPage } from "../../e2e/visit.ts";
import { sayIn } from "../../e2e/words.ts";
import { ensureBrowser } from "../../scripts/browser.ts";
import { freshHub, type FreshHub } from "./fresh-hub.ts";
import { customer, placeOrder, refund } from "./french-order.ts";

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

const mailsTo = (world: FreshHub): Promise<Email[]> =>
  Promise.all(
    world.mailbox
      .mails()
      .filter(({ to }) => to.includes(customer))
      .map(({ source }) => PostalMime.parse(source)),
  );

/** A mail that goes out twice, as a hub would send it that forgot that it had. */
const forgetThatItWasSent =
  "update outbox set state = 'queued', next_attempt_at = now(), sent_at = null where channel = 'mail'";

interface Attached {
  readonly pdf: Buffer;
  readonly ubl: Buffer;
}

function attachedTo(mail: Email): Attached | null {
  const bytes = (ending: RegExp): Buffer | undefined => {
    const content = mail.attachments.find(({ filename }) => ending.test(filename ?? ""))?.content;
    return content === undefined ? undefined : Buffer.from(content as ArrayBuffer);
  };
  const pdf = bytes(/\.pdf$/i);
  const ubl = bytes(/\.xml$/i);
  return pdf === undefined || ubl === undefined ? null : { pdf, ubl };
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
    if (sabotage) {
      await world.rows(forgetThatItWasSent);
      await until("the second mail", async () => ((await mailsTo(world)).length > 1 ? true : null));
    }
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
        return mails.length > (sabotage ? 2 : 1) ? true : null;
      });
      return amount;
    });
    await page.goto(`${home}/documents`);
    await page.locator("[data-row='0']").waitFor();
    await picture("7-documents");
    const seen = await judge(world, { order: Number(order.total), refunded: Number(refunded), check });
    return { steps, wrong, seen };
  } finally {
    await browser.close();
    await world.stop();
  }
}

interface Expected {
  readonly order: number;
  readonly refunded: number;
  readonly check: (what: string, isRight: boolean) => void;
}

/** Counts at the other side: the mailbox, the provider's store, the rows of the database, the text of the PDF. */
async function judge(world: FreshHub, { order, refunded, check }: Expected): Promise<string> {
  const documents = await world.rows<{ id: string; kind: string; number: string; total: string; language: string }>(
    "select id, kind, number, tax_inclusive_amount::text as total, language from documents order by kind desc, id",
  );
  const [invoice, creditNote, ...more] = documents;
  check(`documents: ${documents.map(({ kind }) => kind).join(", ")}`, more.length === 0 && creditNote !== undefined);
  check(`invoice of ${invoice?.total ?? "nothing"} for an order of ${order}`, Number(invoice?.total) === order);
  check(`credit note of ${creditNote?.total ?? "nothing"}`, Math.abs(Number(creditNote?.total)) === Math.abs(refunded));
  check(`invoice in ${invoice?.language ?? "no language"}`, invoice?.language === "fr");

  // Both kinds count their own numbers: the UBL tells which mail is of which.
  const mails = (await mailsTo(world)).map((mail) => ({ mail, attached: attachedTo(mail) }));
  const of = (root: string) => mails.filter(({ attached }) => attached !== null && readXml(attached.ubl).name === root);
  const [ofInvoice, ofCreditNote] = [of("Invoice"), of("CreditNote")];
  check(`${mails.length} mails, ${ofInvoice.length} of the invoice`, mails.length === 2 && ofInvoice.length === 1);
  check(`${ofCreditNote.length} mails of the credit note`, ofCreditNote.length === 1);
  const [{ mail, attached } = { mail: null, attached: null }] = ofInvoice;
  check("the mail has no PDF and UBL", attached !== null);
  if (attached !== null) {
    const pdf = await pdfText(attached.pdf);
    check(
      `PDF in ${pdf.language ?? "no language"}`,
      pdf.language?.startsWith("fr") === true && /Facture/.test(pdf.text),
    );
    check("UBL is not of this total", Number(totalsInUbl(attached.ubl).taxInclusiveAmount) === order);
    check(
      "UBL in the PDF is another",
      pdf.attachments.some(({ bytes }) => bytes.equals(attached.ubl)),
    );
  }
  check("mail is not in French", /facture/i.test(mail?.subject ?? "") && /payer/i.test(mail?.text ?? ""));

  const paid = world.mollie.payments.filter(({ status }) => status === "paid");
  check(`${paid.length} paid at the provider`, paid.length === 1 && Number(paid[0]?.amount.value) === order);
  const booked = await world.rows<{ amount: string }>(
    "select amount::text from payments where direction = 'in' and reverses_id is null",
  );
  check(`${booked.length} payments booked`, booked.length === 1 && Number(booked[0]?.amount) === order);
  return `${invoice?.number ?? ""} of ${invoice?.total ?? ""} in ${invoice?.language ?? ""}, ${ofInvoice.length} mail, ${paid.length} paid, ${booked.length} booked; ${creditNote?.number ?? ""} of ${creditNote?.total ?? ""}`;
}
