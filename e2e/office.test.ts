import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { read } from "#cli/testing/mail-company.ts";
import { startMailbox, type Mailbox } from "#sandbox/smtp/mailbox.ts";
import { inBrowser } from "./in-browser.ts";
import { ownShop } from "./own-shop.ts";
import { choosing } from "./screen.ts";
import { sayIn, type TextKey } from "./words.ts";

const browser = inBrowser();
const shop = ownShop();
const say = sayIn("nl");

let box: Mailbox;
beforeAll(async () => {
  box = await startMailbox();
  const { api } = shop.coupled;
  const { version } = await api.get<{ version: number }>("/api/mail-settings");
  await api.put("/api/mail-settings", {
    ...{ road: "own", host: box.host, port: box.port, security: "none", user: "", password: "" },
    ...{ fromName: "De Molen", fromAddress: "facturen@demolen.test", perMinute: 6000, version },
  });
});
afterAll(() => box.stop());

interface Paper {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly number: string | null;
  readonly creditedAmount: string;
  readonly lines: readonly { readonly itemName: string; readonly quantity: string }[];
  readonly totals: { readonly taxInclusiveAmount: string };
}

const at = (id: string): Promise<Paper> => shop.coupled.api.get(`/api/documents/${id}`);
const idIn = (page: Page): string => /documents\/([^/?]+)/.exec(page.url())?.[1] ?? "";

const mailOf = (name: string): string => `${name.split(" ")[0]?.toLowerCase()}@example.test`;

async function buyer(name: string): Promise<string> {
  const address = { streetName: "Kerkstraat 3", postalZone: "9000", cityName: "Gent", countryCode: "BE" };
  const party = { name, email: mailOf(name), addresses: { postal: address } };
  return (await shop.coupled.api.post<{ id: string }>("/api/parties", party)).id;
}

/** A final document of two lines: 2 × 10.00 and 3 × 5.00, and 21% VAT. */
async function issued(kind: string, name: string): Promise<Paper> {
  const { api } = shop.coupled;
  const line = { vatCategory: "S", vatRate: "21" };
  const lines = [
    { ...line, itemName: "Fietsbel", quantity: "2", price: "10.00" },
    { ...line, itemName: "Reflector", quantity: "3", price: "5.00" },
  ];
  const draft = await api.post<Paper>("/api/documents", { kind, buyerId: await buyer(name), lines });
  return api.post(`/api/documents/${draft.id}/issue`, { version: draft.version });
}

async function openDocument(id: string): Promise<Page> {
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/documents/${id}`);
  await settled();
  return page;
}

const press = (page: Page, key: TextKey): Promise<void> =>
  page
    .getByRole("dialog")
    .getByRole("button", { name: say(key), exact: true })
    .click();

test("an invoice is drafted, made final and mailed by the keyboard alone, and its total follows the typing", async () => {
  await buyer("Zonneveld bv");
  const bell = { sellersItemIdentifier: "BEL", name: "Messing fietsbel", salesPrice: "15.00", vatRate: "21" };
  await shop.coupled.api.post("/api/items", { ...bell, unitCode: "C62" });
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/documents/new?kind=invoice`);
  await settled();
  const tabTo = async (name: string): Promise<void> => {
    const focused = () =>
      page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);
    for (let tabs = 0; tabs < 60 && (await focused()) !== name; tabs += 1) await page.keyboard.press("Tab");
    expect(await focused()).toBe(name);
  };
  const cell = (key: TextKey): string => say("line.cell", { cell: say(key), line: 1 });
  const take = async (typed: string, name: string): Promise<void> => {
    await page.keyboard.type(typed);
    await page.getByRole("option", { name }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
  };
  const total = page
    .locator("dl div")
    .filter({ hasText: say("totals.inclusive") })
    .locator("dd");

  // A new document begins at its customer.
  await take("zonne", "Zonneveld bv");
  await tabTo(cell("line.description"));
  await take("messing", "Messing fietsbel");
  await expect.poll(() => total.textContent()).toMatch(/18,15/);
  await tabTo(cell("line.quantity"));
  await page.keyboard.type("3");
  await expect.poll(() => total.textContent()).toMatch(/54,45/);

  await tabTo(say("document.issueAndSendButton"));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("Zonneveld bv").waitFor();
  await page.keyboard.press("Control+Enter");
  // Somebody has to look at the first mail of a company.
  await page.getByRole("dialog").getByLabel(say("send.subject")).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });

  const find = () => box.mails().find(({ to }) => to.includes(mailOf("Zonneveld bv")));
  await expect.poll(find).toBeDefined();
  const mail = find();
  const { number, totals } = await at(idIn(page));
  expect(totals.taxInclusiveAmount).toBe("54.45");
  if (mail === undefined || number === null) throw new Error("Nothing was sent");
  const { subject, attachments } = await read(mail);
  expect(subject).toContain(number);
  expect(attachments.map(({ mimeType }) => mimeType)).toContain("application/pdf");
});

test("one line of an invoice is credited, and the invoice says how much", async () => {
  const invoice = await issued("invoice", "Krediet bv");
  const page = await openDocument(invoice.id);
  await choosing("document.creditButton", "document.creditWhen")(page, say);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: say("credit.lines") }).check();
  await dialog.getByLabel(say("parts.quantityOf", { line: "Fietsbel" })).fill("1");
  await dialog.getByLabel(say("parts.quantityOf", { line: "Reflector" })).fill("0");
  await press(page, "document.creditButton");
  await expect.poll(() => idIn(page)).not.toBe(invoice.id);
  const credit = await at(idIn(page));
  expect(credit).toMatchObject({ kind: "creditNote", lines: [{ itemName: "Fietsbel", quantity: "1" }] });
  expect(credit.number).not.toBeNull();
  expect(await at(invoice.id)).toMatchObject({ creditedAmount: "12.10" });
});

test("a quote becomes an invoice, of a part at first, and the rest is still to be invoiced", async () => {
  const quote = await issued("quote", "Offerte bv");
  const page = await openDocument(quote.id);
  const convert = async (): Promise<void> => {
    await page.getByRole("button", { name: say("document.convertButton") }).click();
    await page.getByRole("menuitem", { name: say("kind.invoice"), exact: true }).click();
  };
  const rest = page.getByRole("dialog").getByLabel(say("parts.quantityOf", { line: "Reflector" }));
  await convert();
  await rest.fill("1");
  await press(page, "convert.button");
  await page.waitForURL(/\/edit$/);
  await page.getByRole("button", { name: say("document.issueButton"), exact: true }).click();
  await press(page, "document.issueButton");
  await page.waitForURL(/\/documents\/[^/]+$/);
  const invoice = await at(idIn(page));
  expect(invoice).toMatchObject({ kind: "invoice", totals: { taxInclusiveAmount: "30.25" } });
  expect(invoice.number).not.toBeNull();

  await page.goto(`${shop.home}/documents/${quote.id}`);
  await convert();
  await rest.waitFor();
  expect(await rest.inputValue()).toBe("2");
  expect(
    await page
      .getByRole("dialog")
      .getByLabel(say("parts.quantityOf", { line: "Fietsbel" }))
      .count(),
  ).toBe(0);
});

test("a file is brought in: a column is named, a wrong row is shown and left out, and all of it is put back", async () => {
  const csv = "Code;Wat;Verkoopprijs;Btw\nPOMP-1;Voetpomp;29,95;21\nPOMP-2;Handpomp;negen;21\n";
  const codes = async (): Promise<string[]> =>
    (await shop.coupled.api.get<{ items: { sellersItemIdentifier: string }[] }>("/api/items?q=POMP")).items.map(
      ({ sellersItemIdentifier }) => sellersItemIdentifier,
    );
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/items/import`);
  await settled();
  const file = { name: "pompen.csv", mimeType: "text/csv", buffer: Buffer.from(csv) };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByLabel(say("import.becomesOf", { name: "Wat" })).selectOption("name");
  await page.getByRole("button", { name: say("import.previewButton") }).click();
  await page.getByRole("cell", { name: "negen" }).waitFor();
  expect(await codes()).toEqual([]);
  await page.getByRole("button", { name: say("import.apply.items_one", { count: 1 }) }).click();
  await page.getByText(say("import.state.applied"), { exact: true }).first().waitFor();
  expect(await codes()).toEqual(["POMP-1"]);
  await page.getByRole("button", { name: say("import.undoButton") }).click();
  await press(page, "import.undoButton");
  await page.getByText(say("import.state.undone"), { exact: true }).first().waitFor();
  expect(await codes()).toEqual([]);
});
