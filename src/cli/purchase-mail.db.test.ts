import { beforeAll, expect, test } from "vitest";
import { mailCompany, read, type MailCompany } from "./testing/mail-company.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { cable, lamp, type SeenOrder } from "./testing/supplier-world.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Placed {
  readonly id: string;
  readonly version: number;
  readonly number: string;
}

/** A purchase order that was placed at a supplier with an address. */
async function placed(company: MailCompany, lines: readonly object[] = [cable, lamp]): Promise<Placed> {
  const supplier = { name: "Groothandel NV", email: "orders@groothandel.example", vatIdentifier: "BE0876543270" };
  const { id: buyerId } = await company.call<{ id: string }>("POST", "/api/parties", supplier);
  const draft = { kind: "purchaseOrder", buyerId, orderReference: "OF-31", buyerReference: "Werf Kouter", lines };
  const { id } = await company.call<{ id: string }>("POST", "/api/documents", draft);
  return company.call("POST", `/api/documents/${id}/issue`, {});
}

const see = (company: MailCompany, id: string) => company.call<SeenOrder>("GET", `/api/purchase-orders/${id}`);

test("an order by mail has its PDF, its UBL and its lines as CSV, and speaks as who buys", async () => {
  const company = await mailCompany(under);
  const order = await placed(company, [cable, { ...lamp, itemName: "=HYPERLINK(1)" }]);
  const { id } = await company.send(order.id);
  await company.becomes(id, "sent");
  const [kept] = company.box.mails();
  if (kept === undefined) throw new Error("No mail arrived");
  const mail = await read(kept);
  expect(mail.to?.[0]?.address).toBe("orders@groothandel.example");
  expect(mail.subject).toMatch(new RegExp(`inkooporder ${order.number}$`));
  expect(mail.text).toMatch(/Bevestigt u de bestelling/);
  expect(mail.text).not.toMatch(/uw bestelling|OF-31/);
  expect(mail.attachments.map(({ mimeType }) => mimeType)).toEqual(["application/pdf", "application/xml", "text/csv"]);
  const contentOf = (mimeType: string) => {
    const file = mail.attachments.find((one) => one.mimeType === mimeType);
    return Buffer.from(file?.content as ArrayBuffer).toString("utf8");
  };
  expect(contentOf("application/xml")).toContain("urn:fdc:peppol.eu:poacc:trns:order:3");
  const rows = contentOf("text/csv").replace("\u{FEFF}", "").trimEnd().split("\r\n");
  expect(rows[1]).toMatch(new RegExp(`^${order.number};\\d{4}-\\d\\d-\\d\\d;1;7000003;;.*;200;MTR;23\\.90;100;EUR$`));
  expect(rows[2]).toContain("'=HYPERLINK(1)");
  expect(await see(company, order.id)).toMatchObject({
    status: "placed",
    sendings: [{ channel: "mail", state: "sent", recipient: "orders@groothandel.example" }],
  });
});

test("is mailed once, and again only on purpose", async () => {
  const company = await mailCompany(under);
  const order = await placed(company);
  const { id } = await company.send(order.id);
  await company.becomes(id, "sent");
  const refused = await company.refused("POST", `/api/documents/${order.id}/send`, { confirmed: true });
  expect([refused.status, refused.errors?.[0]?.message]).toEqual([409, expect.stringMatching(/twee keer bestellen/)]);
  const again = await company.send(order.id, { again: true });
  await company.becomes(again.id, "sent");
  expect(company.box.mails()).toHaveLength(2);
  expect((await see(company, order.id)).sendings.map(({ state }) => state)).toEqual(["sent", "sent"]);
});

test("one that waits is not sent beside it, and one that a person sends again from the list of mails counts", async () => {
  const company = await mailCompany(under);
  company.box.faults.refuseMessages = true;
  const order = await placed(company);
  const { id } = await company.send(order.id);
  await company.becomes(id, "failed");
  expect((await see(company, order.id)).sendings).toMatchObject([{ state: "refused" }]);
  company.box.faults.refuseMessages = false;
  const again = await company.call<{ id: string }>("POST", `/api/outbox/${id}/send-again`);
  await company.becomes(again.id, "sent");
  expect((await see(company, order.id)).sendings.map(({ state }) => state)).toEqual(["sent", "refused"]);
  const refused = await company.refused("POST", `/api/documents/${order.id}/send`, { confirmed: true });
  expect(refused.status).toBe(409);
});
