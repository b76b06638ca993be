import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startDemoBooks, type DemoBooks } from "./stand-in.ts";
import { callerOf, errorOf, invoice, itemsOf, makeContact, person, type Caller, type Made } from "./testing/caller.ts";

let now = 1_800_000_000_000;
let books: DemoBooks;
let call: Caller;
let contactId: string;
beforeEach(async () => {
  books = await startDemoBooks({ now: () => now });
  call = callerOf(books);
  contactId = await makeContact(call);
});
afterEach(() => books.stop());

const under = (key: string): Record<string, string> => ({ "Idempotency-Key": key });

describe("by an idempotency key", () => {
  test("the first answer is given again, and counted", async () => {
    const first = await call("POST", "documents", invoice(contactId), under("k"));
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    const again = await call("POST", "documents", invoice(contactId), under("k"));
    expect([again.status, again.text, again.headers["idempotent-replayed"]]).toEqual([201, first.text, "true"]);
    expect(books.store.documents).toMatchObject([{ requests: 2, idempotencyKey: "k", body: { orderNumber: "1001" } }]);
    expect(books.store.postsOf("1001")).toBe(2);
  });

  test("contacts too, and with a new access key", async () => {
    const first = await call("POST", "contacts", person, under("c"));
    const other = callerOf(books, books.makeKey());
    expect((await other("POST", "contacts", person, under("c"))).text).toBe(first.text);
    expect(books.store.contacts).toHaveLength(2);
  });

  test.each([
    ["another body", "documents", { orderNumber: "1002" }],
    ["another path", "contacts", {}],
  ])("the key of %s is refused", async (_name, path, given) => {
    await call("POST", "documents", invoice(contactId), under("k"));
    const refused = await call("POST", path, invoice(contactId, given), under("k"));
    expect([refused.status, errorOf(refused).code]).toEqual([409, "idempotency_key_reused"]);
    expect(books.store.documents).toHaveLength(1);
  });

  test("a refusal is forgotten, also for another body", async () => {
    expect((await call("POST", "documents", invoice("nobody"), under("k"))).status).toBe(422);
    expect((await call("POST", "documents", invoice(contactId), under("k"))).status).toBe(201);
  });

  test("two at the same moment: the second is told that the first has not ended", async () => {
    books.settings.writeMs = 300;
    const answers = await Promise.all([0, 1].map(() => call("POST", "documents", invoice(contactId), under("k"))));
    const [done, refused] = answers.toSorted((a, b) => a.status - b.status);
    expect([done!.status, refused!.status, errorOf(refused!).code]).toEqual([201, 409, "in_progress"]);
    expect(refused!.headers["retry-after"]).toBe("1");
    expect(books.store.documents).toMatchObject([{ requests: 2 }]);
  });

  test("is forgotten keyHours after the first request, not after the last", async () => {
    const first = (await call("POST", "documents", invoice(contactId), under("k"))).body as Made;
    now += 24 * 3_600_000 - 1;
    expect((await call("POST", "documents", invoice(contactId), under("k"))).body).toMatchObject({ id: first.id });
    now += 1;
    const second = await call("POST", "documents", invoice(contactId), under("k"));
    expect(second.body).toMatchObject({ number: "F-000002" });
    books.settings.keyHours = 1;
    now += 3_600_000;
    expect((await call("POST", "documents", invoice(contactId), under("k"))).body).toMatchObject({
      number: "F-000003",
    });
  });

  test("without the header each is carried out", async () => {
    await call("POST", "documents", invoice(contactId));
    expect((await call("POST", "documents", invoice(contactId))).body).toMatchObject({ number: "F-000002" });
  });

  test.each(["", "a b", "k".repeat(101), "ké"])("the key %j is no key", async (key) => {
    const refused = await call("POST", "documents", invoice(contactId), under(key));
    expect([refused.status, errorOf(refused)]).toEqual([422, expect.objectContaining({ field: "Idempotency-Key" })]);
  });
});

describe.each(["look-up", "neither"] as const)("in the mode %s", (mode) => {
  test("the header is ignored", async () => {
    books.settings.repeats = mode;
    for (const key of ["k", "k", "a b"]) await call("POST", "documents", invoice(contactId), under(key));
    expect(books.store.documents.map(({ number }) => number)).toEqual(["F-000001", "F-000002", "F-000003"]);
    expect(books.store.postsOf("1001")).toBe(3);
  });
});

describe.each(["idempotency-key", "neither"] as const)("in the mode %s", (mode) => {
  test.each([
    ["POST", "documents"],
    ["POST", "contacts"],
    ["GET", "documents?reference=r"],
    ["GET", "contacts?reference=r"],
  ])("%s %s does not know a reference", async (method, path) => {
    books.settings.repeats = mode;
    const given = path === "contacts" ? person : invoice(contactId);
    const refused = await call(method, path, method === "POST" ? { ...given, reference: "r" } : undefined);
    expect([refused.status, errorOf(refused).code, errorOf(refused).field]).toEqual([
      422,
      "unknown_field",
      "reference",
    ]);
    expect(books.store.documents).toHaveLength(0);
  });
});

describe("by a look-up", () => {
  beforeEach(() => {
    books.settings.repeats = "look-up";
  });

  test("a document is in the list after indexSeconds, and by its id at once", async () => {
    const made = await call("POST", "documents", invoice(contactId, { reference: "r" }));
    expect(made.body).toMatchObject({ reference: "r" });
    const { id } = made.body as Made;
    expect((await call("GET", `documents/${id}`)).text).toBe(made.text);
    now += 4999;
    expect(itemsOf(await call("GET", "documents?reference=r"))).toEqual([]);
    now += 1;
    expect(itemsOf(await call("GET", "documents?reference=r"))).toEqual([made.body]);
    expect(itemsOf(await call("GET", "documents?reference=R"))).toEqual([]);
    await call("POST", "documents", invoice(contactId, { reference: "r" }));
    books.settings.indexSeconds = 0;
    expect(itemsOf(await call("GET", "documents?reference=r"))).toHaveLength(2);
  });

  test("a contact too", async () => {
    const id = await makeContact(call, { reference: "r" });
    expect(itemsOf(await call("GET", "contacts?reference=r"))).toEqual([]);
    now += 5000;
    expect(itemsOf(await call("GET", "contacts?reference=r"))).toMatchObject([{ id, reference: "r" }]);
  });

  test.each(["documents?reference=", `documents?reference=${"r".repeat(65)}`, "contacts?reference=&email=a"])(
    "%s is no look-up",
    async (path) => {
      const refused = await call("GET", path);
      expect([refused.status, errorOf(refused).field]).toEqual([422, "reference"]);
    },
  );

  test("a reference has 64 characters at most", async () => {
    const fits = await call("POST", "documents", invoice(contactId, { reference: "r".repeat(64) }));
    expect(fits.status).toBe(201);
    const refused = await call("POST", "documents", invoice(contactId, { reference: "r".repeat(65) }));
    expect([refused.status, errorOf(refused).field]).toEqual([422, "reference"]);
  });
});
