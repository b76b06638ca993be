import { beforeAll, expect, test } from "vitest";
import { expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { join, type Browser } from "#api/testing/browser.ts";
import { cebeoDesk, password } from "#api/supplier-documents/testing/cebeo-desk.ts";

const desk = await cebeoDesk();
const { an, cebeo, partyId, administrationId } = desk;
let bert: Browser;
beforeAll(async () => {
  bert = await join(desk.api, an, { role: "bookkeeper", email: "bert@fietsen.example", administrationId });
});

const login = (userName: string, secret: string = password) => ({
  settings: { customerNumber: "9900123", userName, address: cebeo.url },
  credentials: { password: secret },
});
const forOrders = (alias: string, more: object = {}) =>
  desk.entry("cebeo", { function: "order", alias, ...more }, login("WSDEMO"));

interface Around {
  readonly version: number;
  readonly roads: readonly { readonly id: string; readonly name: string; readonly system: string }[];
  readonly sendings: readonly { readonly state: string }[];
}
const around = async (id: string, who: Browser = an): Promise<Around> =>
  (await who.call("GET", `/api/purchase-orders/${id}`)).json;
const send = async (id: string, roadId: string, who: Browser = an): Promise<Answer> => {
  const { version } = await around(id);
  const wish = { version, roadId };
  return who.call("POST", `/api/purchase-orders/${id}/send`, wish, { "accept-language": "nl" });
};
const placed = () => desk.placed([["0700002", 20]]);

test("a login that is not set up for ordering is no way to order, nor is its connection", async () => {
  const order = await placed();
  // The login of the desk is set up for documents, and orders could be sent with it.
  expect((await around(order.id)).roads).toEqual([]);
  const { items }: { items: { id: string }[] } = (await an.call("GET", "/api/connections")).json;
  for (const id of [desk.entryId, ...items.map((one) => one.id)]) expectProblem(await send(order.id, id), 400);
  const bare = await an.call("POST", "/api/supplier-entries", { function: "order", connector: "cebeo", partyId });
  const { id: withoutLogin }: { id: string } = bare.json;
  expect((await around(order.id)).roads).toEqual([]);
  expectProblem(await send(order.id, withoutLogin), 400, "request.invalid");
  expect((await around(order.id)).sendings).toEqual([]);
});

test("what is set up is offered under its alias, and sends with its login", async () => {
  const order = await placed();
  const id = await forOrders("Bestellen bij Cebeo");
  expect((await around(order.id)).roads).toEqual([{ id, name: "Bestellen bij Cebeo", system: "Cebeo" }]);
  const sent = await send(order.id, id);
  expect({ status: sent.status, text: sent.text }).toMatchObject({ status: 202 });
  expect((await around(order.id)).sendings).toHaveLength(1);
});

test("one's own login is offered to that person and to nobody else, who cannot order with it either", async () => {
  const order = await placed();
  const made = await bert.call("POST", "/api/supplier-entries", {
    ...{ function: "order", connector: "cebeo", alias: "Van Bert", isMine: true, partyId },
  });
  const { id, version }: { id: string; version: number } = made.json;
  const saved = await bert.call("PUT", `/api/supplier-entries/${id}`, { version, ...login("WSAN", "ook<geheim>2") });
  expect({ status: saved.status, text: saved.text }).toMatchObject({ status: 200 });
  expect((await around(order.id, bert)).roads.map(({ name }) => name)).toContain("Van Bert");
  expect((await around(order.id)).roads.map(({ name }) => name)).not.toContain("Van Bert");
  expectProblem(await send(order.id, id), 400, "request.invalid");
  expect((await around(order.id)).sendings).toEqual([]);
  expect((await send(order.id, id, bert)).status).toBe(202);
});

test("a login of another supplier is not offered, and what is sent with it all the same is refused", async () => {
  const order = await placed();
  const other = await an.call("POST", "/api/parties", { name: "Andere groothandel" });
  const { id: otherId }: { id: string } = other.json;
  const id = await forOrders("Bij een ander", { partyId: otherId });
  const anybody = await forOrders("Bij wie ook", { partyId: null });
  const names = (await around(order.id)).roads.map(({ name }) => name);
  expect(names).not.toContain("Bij een ander");
  expect(names).toContain("Bij wie ook");
  expectProblem(await send(order.id, id), 422, "document.invalid");
  expect((await send(order.id, anybody)).status).toBe(202);
});

test("paused or with the app off there is no way to order", async () => {
  const order = await placed();
  const entries = await an.call("GET", "/api/supplier-entries?function=order");
  const { items }: { items: { id: string; connectionId: string | null }[] } = entries.json;
  const { id, connectionId } = items.find((one) => one.connectionId !== null) ?? { id: "", connectionId: "" };
  await an.call("POST", `/api/connections/${connectionId}/pause`, {});
  expect((await around(order.id)).roads).toEqual([]);
  expectProblem(await send(order.id, id), 400, "request.invalid");
  await an.call("POST", `/api/connections/${connectionId}/resume`, {});
  expect((await around(order.id)).roads).not.toEqual([]);
  await an.call("POST", "/api/apps/supplierWebshops/deactivate", {});
  expect((await around(order.id)).roads).toEqual([]);
  expectProblem(await send(order.id, id), 400, "request.invalid");
});
