import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";

const { call, store, makeToken } = await apiUnderTest();

async function company(country = "BE") {
  const id = await store.makeAdministration({ country });
  const token = await makeToken("owner", id);
  const as = (method: string, path: string, body?: unknown, language = "nl") =>
    call(method, path, { token, body, headers: { "accept-language": language } });
  return { id, as };
}

interface Party {
  readonly id: string;
  readonly version: number;
  readonly name: string;
}

const molen = {
  name: "Bakkerij De Molen bv",
  contactName: "Zoë Çelik",
  email: "Info@DeMolen.example",
  vatIdentifier: "be 0202.239.951",
  language: "fr",
  addresses: {
    postal: { streetName: "Molenstraat 12", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
    delivery: [{ streetName: "Kade 1", cityName: "Oostende" }, { streetName: "Kade 2" }],
  },
  identifiers: [{ scheme: "0088", value: "5412345000013" }],
};

/** Plants a document on a contact. */
const document = (administrationId: string, buyerId: string, amount: string) =>
  sql`insert into documents (id, administration_id, kind, status, year, sequence, number, issue_date, currency, line_extension_amount,
      allowance_total_amount, charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount, prepaid_amount,
      payable_rounding_amount, payable_amount, language, buyer_id, buyer, seller)
    values (${randomUUID()}, ${administrationId}, 'invoice', 'issued', 2026, ${Math.trunc(Number(amount))}, ${amount}, '2026-11-21', 'EUR', ${amount}, 0, 0,
      ${amount}, 0, ${amount}, 0, 0, ${amount}, 'nl', ${buyerId}, '{}', '{}')`.execute(store.owner);

test("what was filled in is read back, and found by each part of it", async () => {
  const { as } = await company();
  const made = await as("POST", "/api/parties", molen);
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    ...molen,
    vatIdentifier: "BE0202239951",
    addresses: {
      postal: { cityName: "Gent", name: "" },
      delivery: [{ streetName: "Kade 1" }, { streetName: "Kade 2" }],
    },
    version: 1,
    isArchived: false,
    mayDelete: true,
    sums: { documentCount: 0, openAmount: "0.00", revenue: "0.00", lastDocumentOn: null },
  });
  const looked = async (q: string) => {
    const { json } = await as("GET", `/api/parties?q=${encodeURIComponent(q)}`);
    return (json as { items: Party[] }).items.map(({ name }) => name);
  };
  for (const q of ["molen", "MOLEN bakk", "zoe celik", "info@demolen", "0202.239.951", "be0202239951", "gent", ""])
    expect({ q, found: await looked(q) }).toEqual({ q, found: [molen.name] });
  for (const q of ["mulen", "100%", "mol_n", "oostende", "molen brugge"]) expect(await looked(q)).toEqual([]);
});

test("pages go on where they stopped, by name whatever its capitals", async () => {
  const { as } = await company();
  for (const name of ["beta", "Alfa", "Éclair", "alfa", "Delta"]) await as("POST", "/api/parties", { name });
  const names: string[] = [];
  let after = "";
  for (;;) {
    const { json } = await as("GET", `/api/parties?limit=2${after}`);
    const { items, next } = json as { items: Party[]; next: string | null };
    names.push(...items.map(({ name }) => name));
    if (next === null) break;
    after = `&after=${encodeURIComponent(next)}`;
  }
  expect(names.map((name) => name.toLowerCase())).toEqual(["alfa", "alfa", "beta", "delta", "éclair"]);
  expectProblem(await as("GET", "/api/parties?after=nergens"), 400);
});

test("what cannot be right is refused, each field by itself and in the language of the reader", async () => {
  const { as } = await company();
  const wrong = {
    name: "X",
    email: "zo@",
    vatIdentifier: "BE0202239950",
    addresses: { postal: { countryCode: "XX" }, delivery: [{ countryCode: "ZZ" }] },
  };
  const refused = await as("POST", "/api/parties", wrong, "fr");
  expectProblem(refused, 400, "request.invalid");
  const { errors } = refused.json as { errors: { field: string; message: string }[] };
  expect(errors.map(({ field }) => field)).toEqual([
    "vatIdentifier",
    "email",
    "addresses.postal.countryCode",
    "addresses.delivery.0.countryCode",
  ]);
  expect(errors[0]?.message).toContain("numéro de TVA");
});

test("the same customer twice is asked about, and made when that is meant", async () => {
  const { as } = await company();
  const { id } = (await as("POST", "/api/parties", molen)).json as Party;
  const again = await as("POST", "/api/parties", { name: "De Molen", email: "info@demolen.EXAMPLE" });
  expectProblem(again, 409, "request.conflict");
  expect(again.json).toMatchObject({
    errors: [{ field: "email", message: "Bakkerij De Molen bv heeft dit e-mailadres al", id }],
  });
  const byVat = await as("POST", "/api/parties", { name: "Anders", vatIdentifier: "BE0202239951" });
  expect(byVat.json).toMatchObject({ errors: [{ field: "vatIdentifier", id }] });
  expect((await as("POST", "/api/parties", { ...molen, duplicate: true })).status).toBe(201);
});

test("two people who save one contact: the second hears who was first, and nothing is lost", async () => {
  const { id: administrationId, as } = await company();
  const { id, version } = (await as("POST", "/api/parties", molen)).json as Party;
  const other = await makeToken("bookkeeper", administrationId);
  const saved = await call("PUT", `/api/parties/${id}`, {
    token: other,
    body: { ...molen, name: "De Molen nv", version },
  });
  expect(saved.json).toMatchObject({ name: "De Molen nv", version: 2, changedBy: "bookkeeper in a test" });
  const late = await as("PUT", `/api/parties/${id}`, { ...molen, phone: "09 123", version });
  expectProblem(late, 409, "request.conflict");
  expect(late.json).toMatchObject({
    errors: [
      {
        field: "version",
        message: expect.stringMatching(/^bookkeeper in a test heeft dit om \d\d:\d\d ook gewijzigd/),
      },
    ],
  });
  expect((await as("GET", `/api/parties/${id}`)).json).toMatchObject({ name: "De Molen nv", phone: "" });
  expectProblem(await as("PUT", `/api/parties/${randomUUID()}`, { ...molen, version }), 404);
});

describe("a contact with documents", () => {
  test("shows what is open, is not deleted, and is archived", async () => {
    const { id: administrationId, as } = await company();
    const { id } = (await as("POST", "/api/parties", molen)).json as Party;
    await document(administrationId, id, "121");
    await document(administrationId, id, "60.5");
    const { json } = await as("GET", "/api/parties");
    expect(json).toMatchObject({ items: [{ openAmount: "181.50", documentCount: 2, city: "Gent", country: "BE" }] });
    expect((await as("GET", `/api/parties/${id}`)).json).toMatchObject({
      sums: { openAmount: "181.50", revenue: "181.50", lastDocumentOn: "2026-11-21" },
      mayDelete: false,
    });
    const kept = await as("DELETE", `/api/parties/${id}`);
    expectProblem(kept, 409, "request.conflict");
    expect(kept.json).toMatchObject({ errors: [{ message: expect.stringContaining("Archiveren kan wel") }] });
    await as("PUT", `/api/parties/${id}`, { ...molen, version: 1, isArchived: true });
    expect((await as("GET", "/api/parties")).json).toMatchObject({ items: [] });
    expect((await as("GET", "/api/parties?archived=true")).json).toMatchObject({ items: [{ id, isArchived: true }] });
  });

  test("the documents go out as a file, by day, with formulas made harmless", async () => {
    const { id: administrationId, as } = await company();
    const { id } = (await as("POST", "/api/parties", molen)).json as Party;
    await document(administrationId, id, "121");
    const from = (query: string) => as("GET", `/api/documents/export?bom=false&separator=,${query}`);
    const { text, type, headers } = await from("");
    expect(type).toContain("text/csv");
    expect(headers["content-disposition"]).toBe('attachment; filename="documents.csv"');
    const [header = "", row = "", end] = text.split("\r\n");
    expect(header).toMatch(/^Soort,Status,Nummer,Datum,/);
    expect(row).toBe("factuur,issued,121,2026-11-21,,,,EUR,121,0,121,0.00,121.00,,");
    expect(end).toBe("");
    expect((await from("&kind=quote")).text.split("\r\n")).toHaveLength(2);
    expect((await from("&from=2026-11-22")).text.split("\r\n")).toHaveLength(2);
    expect((await from("&from=2026-11-21&to=2026-11-21&kind=invoice&kind=quote")).text.split("\r\n")).toHaveLength(3);
    await as("POST", "/api/parties", { name: '=HYPERLINK("x")', phone: "+32 9 1" });
    const contacts = (await as("GET", "/api/parties/export")).text;
    expect(contacts.startsWith("\u{FEFF}Naam;")).toBe(true);
    expect(contacts).toContain(`"'=HYPERLINK(""x"")";;;'+32 9 1;`);
  });

  test("without them it goes away whole", async () => {
    const { as } = await company();
    const { id } = (await as("POST", "/api/parties", molen)).json as Party;
    expect((await as("DELETE", `/api/parties/${id}`)).status).toBe(200);
    expectProblem(await as("GET", `/api/parties/${id}`), 404);
    expectProblem(await as("DELETE", `/api/parties/${id}`), 404);
  });
});

test("another company's contact is not there", async () => {
  const ours = await company();
  const theirs = await company();
  const { id } = (await ours.as("POST", "/api/parties", molen)).json as Party;
  expectProblem(await theirs.as("GET", `/api/parties/${id}`), 404);
  expectProblem(await theirs.as("DELETE", `/api/parties/${id}`), 404);
  expect((await theirs.as("GET", "/api/parties?q=molen")).json).toMatchObject({ items: [] });
  expect((await theirs.as("POST", "/api/parties", molen)).status).toBe(201);
});
