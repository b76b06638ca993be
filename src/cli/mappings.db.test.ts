import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { coupleShop, until, type CoupledShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const fillIn = (coupled: CoupledShop, mapping: string, value: object) =>
  coupled.api.put<{ resumed: number }>(`/api/connections/${coupled.connectionId}/mappings/${mapping}`, value);

const becomes = (coupled: CoupledShop, id: number, outcome: string) =>
  until(`order ${id} to be ${outcome}`, async () => {
    const order = await coupled.order(id);
    return order.outcome === outcome && order;
  });

/** When these orders were last looked at. */
const decidedAt = async (coupled: CoupledShop, ids: readonly number[]): Promise<unknown> => {
  const { rows } = await sql`select external_id, decided_at, attempts from inbox
    where administration_id = ${coupled.administrationId} and external_id = any(${ids.map(String)}::text[]) order by external_id`.execute(
    under.store.owner,
  );
  return rows;
};

async function held(...ids: readonly number[]): Promise<CoupledShop> {
  const coupled = await coupleShop(under);
  await coupled.ring("created", ...ids);
  for (const id of ids)
    expect(await coupled.settled(id)).toMatchObject({
      outcome: "held",
      reason: { code: "mapping.missing" },
      documents: [],
    });
  return coupled;
}

test("how a line without VAT is treated: the order that waited for it is booked, and no other is looked at", async () => {
  const coupled = await held(80, 76, 48);
  const others = await decidedAt(coupled, [48, 76]);
  expect(await fillIn(coupled, "untaxedLine/KAART-20", { category: "E", reason: "Cadeaubon" })).toEqual({ resumed: 1 });
  const order = await becomes(coupled, 80, "documented");
  expect(order.documents).toMatchObject([{ kind: "invoice", totals: { taxInclusiveAmount: "50.99" } }]);
  expect(await decidedAt(coupled, [48, 76])).toEqual(others);
  expect(await fillIn(coupled, "untaxedLine/KAART-20", { category: "E", reason: "Cadeaubon" })).toEqual({ resumed: 0 });
});

test("the rate of a currency: the invoice states the VAT in euro as well", async () => {
  const coupled = await held(76);
  expect(await fillIn(coupled, "exchangeRate/GBP", { rate: "1.1525" })).toEqual({ resumed: 1 });
  const order = await becomes(coupled, 76, "documented");
  // 21 % of 219.50 is 46.095; 46.10 × 1.1525 = 53.13025.
  expect(order.documents).toMatchObject([
    {
      currency: "GBP",
      exchangeRate: "1.1525",
      taxAmountInEuro: "53.13",
      totals: { taxExclusiveAmount: "219.50", taxAmount: "46.10", payableRoundingAmount: "-0.01" },
    },
  ]);
  const xml = await fetch(new URL(`/api/documents/${order.documents[0]?.id}/ubl`, under.hub.url), {
    headers: { authorization: `Bearer ${under.hub.token}`, "schakel-administration": coupled.administrationId },
  }).then((answer) => answer.text());
  expect(xml).toContain('<cbc:TaxAmount currencyID="GBP">46.10</cbc:TaxAmount>');
  expect(xml).toContain('<cbc:TaxAmount currencyID="EUR">53.13</cbc:TaxAmount>');
});

test("a status of a plug-in: every order that waited is booked, or skipped", async () => {
  for (const [use, outcome] of [
    ["book", "documented"],
    ["skip", "skipped"],
  ] as const) {
    const coupled = await coupleShop(under);
    for (const id of [9001, 9002])
      coupled.copyOrder(42, id, (order) => {
        order.status = "verzonden";
      });
    await coupled.ring("updated", 9001, 9002);
    expect(await coupled.settled(9001)).toMatchObject({ outcome: "held", reason: { code: "mapping.missing" } });
    expect(await fillIn(coupled, "orderStatus/verzonden", { use })).toEqual({ resumed: 2 });
    for (const id of [9001, 9002]) await becomes(coupled, id, outcome);
  }
});

test("a value that is none is refused, and what waits goes on waiting", async () => {
  const coupled = await held(76);
  for (const rate of ["", "veel", 1.15])
    await expect(fillIn(coupled, "exchangeRate/GBP", { rate })).rejects.toThrow("request.invalid");
  expect(await coupled.order(76)).toMatchObject({ outcome: "held" });
  expect(await fillIn(coupled, "exchangeRate/GBP", { rate: "1.15" })).toEqual({ resumed: 1 });
});

test("what was filled in before is used at once", async () => {
  const coupled = await coupleShop(under);
  await fillIn(coupled, "exchangeRate/GBP", { rate: "1.15" });
  await coupled.ring("created", 76);
  expect(await coupled.settled(76)).toMatchObject({ outcome: "documented" });
});

test("an order that waits for two things waits for the second when the first is there", async () => {
  const coupled = await coupleShop(under);
  coupled.copyOrder(80, 9080, (order) => {
    order["currency"] = "GBP";
  });
  await coupled.ring("created", 9080);
  expect((await coupled.settled(9080)).reason?.text).toBe("no EUR rate for GBP");
  expect(await fillIn(coupled, "exchangeRate/GBP", { rate: "1.15" })).toEqual({ resumed: 1 });
  await until("the second reason", async () =>
    (await coupled.order(9080)).reason?.text.startsWith("lines without VAT"),
  );
  expect(await fillIn(coupled, "untaxedLine/KAART-20", { category: "E", reason: "Cadeaubon" })).toEqual({ resumed: 1 });
  await becomes(coupled, 9080, "documented");
  expect(await coupled.count("mapping_waits")).toBe(0);
});

test("one treatment for every untaxed line resumes all that wait for one", async () => {
  const coupled = await held(80, 48);
  expect(await fillIn(coupled, "untaxedLine/*", { category: "E", reason: "Vrijgesteld" })).toEqual({ resumed: 2 });
  for (const id of [80, 48]) await becomes(coupled, id, "documented");
});
