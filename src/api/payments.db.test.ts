import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openBooks, orderOf, type Books } from "#backoffice/testing/document-orders.ts";
import { apiUnderTest, type ApiUnderTest, type Answer } from "./testing/api-under-test.ts";

let api: ApiUnderTest;
let books: Books;
let token: string;
beforeAll(async () => {
  api = await apiUnderTest();
});
beforeEach(async () => {
  books = await openBooks(api.store);
  token = await api.makeToken("bookkeeper", books.administration.id);
});

const issue = async (): Promise<string> => {
  const [issued] = await books.issue([orderOf(books.draft())]);
  return issued?.id ?? "";
};

interface Booked {
  readonly payment: { readonly id: string; readonly remainder: string; readonly reversed: string };
  readonly balance: { readonly open: string; readonly paid: string } | null;
}
const enter = (documentId: string, body: object): Promise<Answer> =>
  api.call("POST", `/api/documents/${documentId}/payments`, {
    token,
    body: { amount: "22.70", date: "2026-11-21", method: "cash", ...body },
  });
const bookedOf = (answer: Answer): Booked => answer.json as Booked;
const openOn = async (documentId: string): Promise<string> => {
  const answer = await api.call("GET", `/api/documents/${documentId}/pay-link`, { token });
  return (answer.json as { balance: { open: string } }).balance.open;
};

describe("a payment entered by hand", () => {
  test("pays the document, also in parts", async () => {
    const id = await issue();
    expect(bookedOf(await enter(id, { amount: "10" })).balance).toMatchObject({ paid: "10.00", open: "12.70" });
    expect(bookedOf(await enter(id, { amount: "12.70" })).balance).toMatchObject({ open: "0.00" });
  });

  test("is never more than is open, unless that is meant", async () => {
    const id = await issue();
    const refused = await enter(id, { amount: "22.71" });
    expect(refused.status).toBe(422);
    expect(refused.json).toMatchObject({ code: "document.invalid", errors: [{ field: "amount" }] });
    expect(bookedOf(await enter(id, { amount: "30.00", overpayment: true }))).toMatchObject({
      payment: { remainder: "7.30" },
      balance: { open: "0.00" },
    });
  });

  test("is no more than a document may come to", async () => {
    const refused = await enter(await issue(), { amount: "1000000000", overpayment: true });
    expect(refused.json).toMatchObject({ code: "request.invalid", errors: [{ field: "amount" }] });
  });

  test("with the same key is booked once", async () => {
    const id = await issue();
    const key = randomUUID();
    const [first, second] = [await enter(id, { key }), await enter(id, { key })];
    expect(second.status).toBe(201);
    expect(bookedOf(second).payment.id).toBe(bookedOf(first).payment.id);
  });

  test.each([
    ["0", "amount"],
    ["-1", "amount"],
    ["1.001", "amount"],
    ["1e3", "amount"],
  ])("of %s is refused at its field", async (amount, field) => {
    const refused = await enter(await issue(), { amount });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.json).toMatchObject({ errors: [{ field }] });
  });

  test("of two people at once: one of them is too late", async () => {
    const id = await issue();
    const answers = await Promise.all([enter(id, {}), enter(id, {})]);
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["201", "422"]);
    expect(await openOn(id)).toBe("0.00");
  });

  test("is taken back with a reason, once; both rows stay", async () => {
    const id = await issue();
    const { payment } = bookedOf(await enter(id, {}));
    const take = () => api.call("DELETE", `/api/payments/${payment.id}`, { token, body: { reason: "wrong customer" } });
    expect(bookedOf(await take()).payment).toMatchObject({ reversed: "22.70", remainder: "0.00" });
    expect((await take()).status).toBe(422);
    expect(await openOn(id)).toBe("22.70");
    const list = await api.call("GET", `/api/payments?documentId=${id}`, { token });
    expect(list.json).toMatchObject({ items: [{ direction: "out", reason: "wrong customer" }, { direction: "in" }] });
  });
});

test("what a payment left over is given to another document, and no more than that", async () => {
  const [first, second] = [await issue(), await issue()];
  const { payment } = bookedOf(await enter(first, { amount: "30.00", overpayment: true }));
  const give = (body: object) => api.call("POST", `/api/payments/${payment.id}/allocate`, { token, body });
  expect((await give({ documentId: first })).status).toBe(422);
  expect((await give({ documentId: second, amount: "7.31" })).status).toBe(422);
  expect(bookedOf(await give({ documentId: second, amount: "5.00" }))).toMatchObject({
    payment: { remainder: "2.30" },
    balance: { open: "17.70" },
  });
  const rest = await api.call("GET", "/api/payments?unallocated=true", { token });
  expect((rest.json as { items: unknown[] }).items).toHaveLength(1);
  expect(bookedOf(await give({ documentId: second }))).toMatchObject({
    payment: { remainder: "0.00" },
    balance: { open: "15.40" },
  });
  expect((await give({ documentId: second })).status).toBe(422);
  const none = await api.call("GET", "/api/payments?unallocated=true", { token });
  expect((none.json as { items: unknown[] }).items).toEqual([]);
  // Taken back, both documents are open again.
  await api.call("DELETE", `/api/payments/${payment.id}`, { token, body: { reason: "bounced" } });
  expect([await openOn(first), await openOn(second)]).toEqual(["22.70", "22.70"]);
});

test("a payment of another administration is not there", async () => {
  const id = await issue();
  const { payment } = bookedOf(await enter(id, {}));
  const other = await openBooks(api.store);
  const theirs = await api.makeToken("owner", other.administration.id);
  for (const [method, path, body] of [
    ["DELETE", `/api/payments/${payment.id}`, { reason: "x" }],
    ["POST", `/api/payments/${payment.id}/allocate`, { documentId: id }],
    ["POST", `/api/documents/${id}/payments`, { amount: "1", date: "2026-11-21", method: "cash" }],
  ] as const)
    expect((await api.call(method, path, { token: theirs, body })).status).toBe(404);
});

describe("the pay page", () => {
  /** As a browser with that language opens it. */
  const open = (key: string, language = "nl") =>
    fetch(new URL(`pay/${key}`, api.url), { headers: { "accept-language": language }, redirect: "manual" });
  const keyOf = async (documentId: string): Promise<string> => {
    const { rows } = await sql<{ key: string }>`select key from pay_links where document_id = ${documentId}`.execute(
      api.store.owner,
    );
    return rows[0]?.key ?? "";
  };
  const activate = async (): Promise<void> => {
    const { id } = books.administration;
    await sql`insert into modules (administration_id, module, state) values (${id}, 'mollie', 'on')`.execute(
      api.store.owner,
    );
    await sql`insert into connections (id, administration_id, connector, name, account_key, state, hook_key, sealed_hook_secret)
      values (${randomUUID()}, ${id}, 'mollie', 'Mollie', 'mollie', 'connected', ${randomUUID()}, '')`.execute(
      api.store.owner,
    );
  };

  test("has an address only while something is due and a provider is active", async () => {
    const id = await issue();
    const link = async () =>
      (await api.call("GET", `/api/documents/${id}/pay-link`, { token })).json as { url: string | null };
    expect((await link()).url).toBe(null);
    await activate();
    const { url } = await link();
    expect(url).toMatch(/^https:\/\/hub\.example\.be\/pay\/[\w-]{32}$/);
    expect((await link()).url).toBe(url);
    await sql`update modules set state = 'off' where administration_id = ${books.administration.id}`.execute(
      api.store.owner,
    );
    expect((await link()).url).toBe(null);
    await sql`update modules set state = 'on' where administration_id = ${books.administration.id}`.execute(
      api.store.owner,
    );
    await enter(id, {});
    expect((await link()).url).toBe(null);
    expect(await (await open(await keyOf(id))).text()).toContain("Betaald.");
  });

  test.each(["x", "A".repeat(32), "A".repeat(400), "..%2f..", "%00"])(
    "unknown key %s: nothing is told",
    async (key) => {
      const answer = await open(key, "de");
      expect(answer.status).toBe(404);
      const html = await answer.text();
      expect(html).toContain("Diesen Zahlungslink gibt es nicht");
      expect(html).not.toContain("Molen");
      expect((await fetch(new URL(`pay/${key}/mollie`, api.url), { method: "POST" })).status).toBe(404);
    },
  );

  test.each(["nl", "fr", "en", "de"] as const)("in the language of the document: %s", async (language) => {
    await activate();
    const [issued] = await books.issue([orderOf(books.draft({ language }))]);
    await api.call("GET", `/api/documents/${issued?.id}/pay-link`, { token });
    const answer = await open(await keyOf(issued?.id ?? ""), "it");
    const html = await answer.text();
    expect(html).toContain(`<html lang="${language}">`);
    expect(html).toContain("22");
    expect(html).not.toMatch(/\{\{|undefined|with_/);
  });

  test("a payment is begun twenty times a minute, whatever stands behind the link", async () => {
    await activate();
    const id = await issue();
    await api.call("GET", `/api/documents/${id}/pay-link`, { token });
    const key = await keyOf(id);
    const start = (query: string) =>
      fetch(new URL(`pay/${key}/none${query}`, api.url), { method: "POST", redirect: "manual" });
    const statuses: number[] = [];
    for (let times = 0; times < 22; times += 1) statuses.push((await start(`?${times}`)).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(2);
  });

  test("says who asks for the money, and leads to the document itself", async () => {
    await activate();
    const id = await issue();
    await api.call("GET", `/api/documents/${id}/pay-link`, { token });
    const key = await keyOf(id);
    const html = await (await open(key)).text();
    expect(html).toContain("BE 0765.432.146");
    expect(html).toContain(`href="${key}/pdf"`);
    const pdf = await open(`${key}/pdf`);
    expect([pdf.status, pdf.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const own = await api.call("GET", `/api/documents/${id}/pdf`, { token });
    const sha256 = createHash("sha256")
      .update(Buffer.from(await pdf.arrayBuffer()))
      .digest("hex");
    expect(own.headers.etag).toBe(`"${sha256}"`);
    expect((await open(`${"A".repeat(32)}/pdf`)).status).toBe(404);
  });

  test("runs no script, is not found by search engines, and tells nobody where a customer came from", async () => {
    await activate();
    const id = await issue();
    await api.call("GET", `/api/documents/${id}/pay-link`, { token });
    const answer = await open(await keyOf(id));
    expect(answer.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src data:/,
    );
    expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
    expect(answer.headers.get("x-robots-tag")).toContain("noindex");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.text()).not.toContain("<script");
  });
});
