import { expect, test } from "vitest";
import { inBrowser } from "./in-browser.ts";
import { ownShop } from "./own-shop.ts";
import { sayIn } from "./words.ts";

const browser = inBrowser();
const shop = ownShop();
const say = sayIn("nl");
const orderPath = (id: number): string => `${shop.home}/orders/${shop.coupled.connectionId}/${id}`;
const outcomeOf = async (id: number) => (await shop.coupled.order(id)).outcome;

async function held(id: number): Promise<void> {
  await shop.coupled.ring("created", id);
  expect((await shop.coupled.settled(id)).outcome).toBe("held");
}

test("a held order goes on once what it waits for is chosen, and its cause goes from the list by itself", async () => {
  await held(76);
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/work`);
  await settled();
  const cause = page.locator("main li").filter({ hasText: "GBP" });
  await cause.getByRole("button").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("mappings.rate", { currency: "GBP" })).fill("1,1525");
  await dialog.getByRole("button", { name: say("mappings.button.save") }).click();
  await expect.poll(() => outcomeOf(76)).toBe("documented");
  await cause.waitFor({ state: "detached" });
});

test("an order is skipped with a reason, and taken up again", async () => {
  await held(80);
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(orderPath(80));
  await settled();
  await page.getByRole("button", { name: say("order.skip"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("order.skipReason")).fill("proefbestelling");
  await dialog.getByRole("button", { name: say("order.skipButton") }).click();
  await expect.poll(() => outcomeOf(80)).toBe("skipped");
  await page.getByText("proefbestelling").first().waitFor();
  await page.getByRole("button", { name: say("order.unskip") }).click();
  await expect.poll(() => outcomeOf(80)).toBe("held");
});

test("who may only look sees what is wrong and no button, and a closed page says whose it is", async () => {
  await held(48);
  const { page, settled } = await browser.openAt(shop.door, "viewer");
  await page.goto(orderPath(48));
  await settled();
  await page.locator("main .code").first().waitFor();
  expect(await page.locator("main").getByRole("button").count()).toBe(0);
  await page.goto(`${shop.home}/work`);
  await settled();
  expect(await page.locator("main").getByRole("button").count()).toBe(0);
  await page.goto(`${shop.home}/settings/mail`);
  await settled();
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe(say("forbidden.title"));
  expect(await page.locator("main").textContent()).toContain(say("role.owner"));
  await page.goto(`${shop.home}/documents`);
  await settled();
  expect(await page.locator("main").getByRole("link", { name: /nieuw/i }).count()).toBe(0);
});

interface Draft {
  readonly id: string;
  readonly version: number;
}

async function draft(name: string): Promise<Draft> {
  const buyer = {
    name: `Koper van ${name}`,
    addresses: { postal: { streetName: "Kerkstraat 3", postalZone: "9000", cityName: "Gent", countryCode: "BE" } },
  };
  const { id: buyerId } = await shop.coupled.api.post<{ id: string }>("/api/parties", buyer);
  return shop.coupled.api.post<Draft>("/api/documents", {
    kind: "quote",
    buyerId,
    lines: [{ itemName: name, quantity: "1", price: "10.00", vatCategory: "S", vatRate: "21" }],
  });
}

const documents = async (kind: string) =>
  (await shop.coupled.api.get<{ items: { id: string; number: string | null }[] }>(`/api/documents?kind=${kind}`)).items;

test("pressing twice makes one document final, with one number", async () => {
  const { id } = await draft("Fietsbel");
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/documents/${id}`);
  await settled();
  await page.getByRole("button", { name: say("document.issueButton"), exact: true }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("document.issueButton"), exact: true })
    .dblclick();
  await expect.poll(async () => (await documents("quote")).filter(({ number }) => number !== null).length).toBe(1);
  await settled();
  expect(await page.getByRole("alert").count()).toBe(0);
  const series = await shop.coupled.api.get<{
    items: { kind: string; next: { next: number }[] }[];
  }>("/api/number-series");
  expect(series.items.find(({ kind }) => kind === "quote")?.next).toMatchObject([{ next: 2 }]);
});

test("two people in one draft: the second sees what the first saved, and nothing is lost", async () => {
  const { id } = await draft("Fietspomp");
  const note = say("document.note");
  const [first, second] = [await browser.openAt(shop.door), await browser.openAt(shop.door)];
  for (const { page, settled } of [first, second]) {
    await page.goto(`${shop.home}/documents/${id}/edit`);
    await settled();
  }
  await first.page.getByLabel(note).fill("van de eerste");
  await second.page.getByLabel(note).fill("van de tweede");
  await first.page.keyboard.press("Control+s");
  await expect
    .poll(async () => (await shop.coupled.api.get<{ internalNote: string }>(`/api/documents/${id}`)).internalNote)
    .toBe("van de eerste");
  await second.page.keyboard.press("Control+s");
  const conflict = second.page.locator("main");
  await conflict.getByText("van de eerste").first().waitFor();
  expect(await second.page.getByLabel(note).inputValue()).toBe("van de tweede");
});

test("work that was not saved is offered again after a reload", async () => {
  const { id } = await draft("Fietszadel");
  const { page, settled } = await browser.openAt(shop.door);
  page.on("dialog", (question) => void question.accept());
  await page.goto(`${shop.home}/documents/${id}/edit`);
  await settled();
  await page.getByLabel(say("document.note")).fill("nog niet klaar");
  await page.waitForTimeout(1_500);
  await page.reload();
  await settled();
  await page.getByRole("button", { name: say("editor.takeOfferButton") }).click();
  expect(await page.getByLabel(say("document.note")).inputValue()).toBe("nog niet klaar");
});

test("a new document takes its own address when it is saved, and the typing goes on", async () => {
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/documents/new?kind=quote`);
  await settled();
  const note = page.getByLabel(say("document.note"));
  await note.fill("eerst");
  await page.keyboard.press("Control+s");
  await page.keyboard.type(" en later");
  await page.waitForURL(/\/documents\/[^/]+\/edit/);
  await settled();
  await page.keyboard.type(" nog meer");
  expect(await note.inputValue()).toBe("eerst en later nog meer");
  await page.keyboard.press("Control+s");
  const id = page.url().split("/").at(-2) ?? "";
  const kept = () => shop.coupled.api.get<{ internalNote: string }>(`/api/documents/${id}`);
  await expect.poll(async () => (await kept()).internalNote).toBe("eerst en later nog meer");
});

test("what one saves oneself is nobody else's change, however the hub writes it", async () => {
  const { id } = await shop.coupled.api.post<{ id: string }>("/api/items", {
    sellersItemIdentifier: "SLOT",
    name: "Fietsslot",
    unitCode: "C62",
  });
  const { page, settled } = await browser.openAt(shop.door);
  await page.goto(`${shop.home}/items/${id}`);
  await settled();
  const price = page.getByLabel(say("item.price"));
  await price.fill("12,5");
  await page.keyboard.press("Control+s");
  await expect.poll(() => price.inputValue()).toBe("12,50");
  await settled();
  expect(await page.getByRole("button", { name: say("conflict.takeButton") }).count()).toBe(0);
  expect(await page.getByText(say("form.unsaved")).count()).toBe(0);
});
