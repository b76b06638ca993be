import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Party } from "#domain/party.ts";
import { inAdministration } from "#store/database.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { createBuyers, findBuyers } from "./buyers.ts";
import { buyer } from "./testing/document-orders.ts";

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});

/** Finds the buyers of one batch, makes those that are not there, and says which customer each is. */
const customersOf = (administrationId: string, ...buyers: readonly Partial<Party>[]): Promise<string[]> =>
  inAdministration(store.app, administrationId, async (trx) => {
    const parties = buyers.map(buyer);
    const found = await findBuyers(trx, administrationId, parties);
    const made = await createBuyers(
      trx,
      administrationId,
      parties.filter((_, index) => found[index] === null),
    );
    return found.map((id) => id ?? made.shift() ?? "");
  });

interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly addresses: number;
}

const partiesOf = async (administrationId: string): Promise<Row[]> => {
  const { rows } = await sql<Row>`
    select p.id, p.name, p.email, (select count(*)::int from party_addresses a where a.party_id = p.id) as addresses
    from parties p where administration_id = ${administrationId} order by p.name, p.id`.execute(store.owner);
  return rows;
};

/** As a person or an import makes one: without the flow's key. `age` is in days. */
async function madeByHand(administrationId: string, age: number, fields: Partial<Party>): Promise<string> {
  const { name, email, vatIdentifier } = buyer(fields);
  const id = randomUUID();
  await sql`insert into parties (id, administration_id, name, email, normalised_email, vat_identifier, created_at)
    values (${id}, ${administrationId}, ${name}, ${email}, lower(trim(${email}::text)), ${vatIdentifier}, now() - make_interval(days => ${age}))`.execute(
    store.owner,
  );
  return id;
}

describe("the same customer", () => {
  test.each<[string, Partial<Party>, Partial<Party>]>([
    ["one e-mail address in other capitals and spaces", { email: "an@example.be" }, { email: "  An@Example.BE " }],
    [
      "one e-mail address written in another Unicode form",
      { email: "zoë@example.be" },
      { email: "zoe\u0308@example.be" },
    ],
    ["one e-mail address, another name and place", { name: "An Peeters" }, { name: "An Peeters-Maes" }],
    [
      "one address and one VAT number, written otherwise",
      { vatIdentifier: "BE0202239951" },
      { vatIdentifier: "be 0202.239.951" },
    ],
    ["a name and a place, without e-mail", { email: "" }, { email: "", name: " an  PEETERS" }],
    ["nobody at all", { email: "", name: "" }, { email: "", name: " " }],
  ])("%s", async (_name, first, second) => {
    const id = await store.makeAdministration();
    const one = await customersOf(id, first);
    expect(await customersOf(id, second)).toEqual(one);
    expect((await partiesOf(id)).map(({ addresses }) => addresses)).toEqual([1]);
    const together = await store.makeAdministration();
    const both = await customersOf(together, first, second);
    expect(both[0]).toBe(both[1]);
    expect((await partiesOf(together)).length).toBe(1);
  });
});

describe("another customer", () => {
  const vat = "BE0202239951";
  test.each<[string, Partial<Party>, Partial<Party>]>([
    ["another e-mail address", { email: "an@example.be" }, { email: "a.n@example.be" }],
    ["one address, another VAT number", { vatIdentifier: vat }, { vatIdentifier: "NL004495445B01" }],
    [
      "one name without e-mail, another place",
      { email: "" },
      { email: "", address: { ...buyer().address, postalZone: "9000" } },
    ],
    ["one name and place without e-mail, another VAT number", { email: "", vatIdentifier: vat }, { email: "" }],
    ["somebody and nobody", { email: "", name: "An Peeters" }, { email: "", name: "" }],
    [
      "a contact without a name and nobody",
      { email: "", name: "", contactName: "An Peeters" },
      { email: "", name: "" },
    ],
    ["an address that is none and nobody", { email: "onbekend", name: "" }, { email: "", name: "" }],
  ])("%s", async (_name, first, second) => {
    const id = await store.makeAdministration();
    const one = await customersOf(id, first);
    expect(await customersOf(id, second)).not.toEqual(one);
    expect((await partiesOf(id)).length).toBe(2);
    const together = await store.makeAdministration();
    expect(new Set(await customersOf(together, first, second)).size).toBe(2);
  });

  test("the same address in the books of another company", async () => {
    const [one, other] = [await store.makeAdministration(), await store.makeAdministration()];
    expect(await customersOf(one, {})).not.toEqual(await customersOf(other, {}));
  });
});

test("orders that name nobody are for one 'Particulier'", async () => {
  const id = await store.makeAdministration();
  await customersOf(id, { name: "", email: "" });
  await customersOf(id, { name: "Particulier", email: "" }, { name: "", email: "" });
  expect((await partiesOf(id)).map(({ name }) => name)).toEqual(["Particulier"]);
});

test("a buyer without a name is called by the contact, else by the address", async () => {
  const id = await store.makeAdministration();
  await customersOf(id, { name: "", contactName: "An Peeters" }, { name: "", email: "bo@example.be" });
  expect((await partiesOf(id)).map(({ name }) => name)).toEqual(["An Peeters", "bo@example.be"]);
});

describe("two customers with one e-mail address", () => {
  const vat = "BE0202239951";

  test("are told apart by the VAT number first, then by the name, else it is the oldest", async () => {
    const id = await store.makeAdministration();
    const oldest = await madeByHand(id, 30, { name: "Garage Leys" });
    const named = await madeByHand(id, 20, { name: "An Peeters" });
    const withVat = await madeByHand(id, 10, { name: "Peeters BV", vatIdentifier: vat });
    const orders: Partial<Party>[] = [
      { name: "An Peeters", vatIdentifier: vat },
      { name: " AN  peeters" },
      { name: "Somebody else" },
    ];
    for (const order of orders) expect(await customersOf(id, order)).toHaveLength(1);
    expect(await customersOf(id, ...orders)).toEqual([withVat, named, oldest]);
    expect((await partiesOf(id)).length).toBe(3);
  });

  test("of which none has the VAT number of the order: the one without a number, never one with another", async () => {
    const id = await store.makeAdministration();
    await madeByHand(id, 30, { name: "An Peeters", vatIdentifier: "NL004495445B01" });
    const without = await madeByHand(id, 10, { name: "Somebody" });
    expect(await customersOf(id, { name: "An Peeters", vatIdentifier: vat })).toEqual([without]);
  });
});

test("transactions that meet the same new buyers at once make each of them once", async () => {
  const id = await store.makeAdministration();
  const buyers = Array.from({ length: 12 }, (_, index) => ({ name: `Buyer ${index}`, email: `b${index}@example.be` }));
  const rotated = (by: number) => [...buyers.slice(by), ...buyers.slice(0, by)];
  const results = await Promise.all([0, 3, 6, 9].map((by) => customersOf(id, ...rotated(by))));
  expect((await partiesOf(id)).length).toBe(12);
  for (const [turn, ids] of results.entries())
    expect([...ids.slice(12 - turn * 3), ...ids.slice(0, 12 - turn * 3)]).toEqual(results[0]);
  expect((await partiesOf(id)).map(({ addresses }) => addresses)).toEqual(buyers.map(() => 1));
});

test("a buyer of whom many order in one batch is made once, with the details of the first order", async () => {
  const id = await store.makeAdministration();
  const ids = await customersOf(id, { name: "An Peeters" }, { name: "A. Peeters" }, { name: "Mevr. Peeters" });
  expect(new Set(ids).size).toBe(1);
  expect((await partiesOf(id)).map(({ name }) => name)).toEqual(["An Peeters"]);
});
