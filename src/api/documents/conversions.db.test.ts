import { beforeAll, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { faultsOf, helmets, hours, openOffice, statusesOf, type Office, type Seen } from "./testing/office.ts";

let api: ApiUnderTest;
let office: Office;
beforeAll(async () => {
  api = await apiUnderTest();
  office = await openOffice(api);
});

interface Left {
  readonly lines: readonly { readonly position: number; readonly left: string }[];
  readonly amount: string | null;
}

const leftOf = async (id: string, kind: string): Promise<string[]> =>
  (await office.ask<Left>(200, "GET", `/api/documents/${id}/left?kind=${kind}`)).lines.map(({ left }) => left);

/** Converts and makes final. */
async function converted(
  id: string,
  to: string,
  lines?: readonly { position: number; quantity: string }[],
): Promise<Seen> {
  const draft = await office.ask(201, "POST", `/api/documents/${id}/convert`, { to, ...(lines && { lines }) });
  return office.ask(200, "POST", `/api/documents/${draft.id}/issue`, {});
}

test("from quote to invoice: each is a draft of the one before, to the cent, and the chain is seen from both ends", async () => {
  const text = { kind: "text", itemName: "Fase 1" };
  const quote = await office.issued({ kind: "quote", lines: [text, helmets, { ...hours, discountPercent: "7.5" }] });
  const sales = ["orderConfirmation", "orderSlip", "deliveryNote", "workPreparation", "invoice"];
  expect(quote.convertsTo).toEqual([...sales, "purchaseOrder", "requestForQuotation"]);
  const chain = [quote];
  for (const to of ["orderConfirmation", "orderSlip", "deliveryNote", "invoice"])
    chain.push(await converted(chain.at(-1)?.id ?? "", to));
  for (const document of chain) {
    expect(document.totals).toEqual(quote.totals);
    expect(document.lines.map(({ itemName }) => itemName)).toEqual(["Fase 1", "Fietshelm", "Herstelling"]);
  }
  const note = await office.ask<Seen>(200, "GET", `/api/documents/${chain[3]?.id}`);
  expect(note.chain).toMatchObject([
    { relation: "madeFrom", id: chain[2]?.id, kind: "orderSlip" },
    { relation: "madeInto", id: chain[4]?.id, kind: "invoice" },
  ]);
  // Invoiced at the end of the chain is invoiced for all of it.
  for (const { id } of chain.slice(0, 4)) expect(await leftOf(id, "invoice")).toEqual(["0", "0"]);
  expectProblem(await office.call("POST", `/api/documents/${quote.id}/convert`, { to: "invoice" }), 409);
});

describe("in parts", () => {
  test("what is left to deliver and to invoice are two sums, and drafts count", async () => {
    const slip = await office.issued({ kind: "orderSlip", lines: [{ ...helmets, quantity: "10" }] });
    const draft = await office.ask(201, "POST", `/api/documents/${slip.id}/convert`, {
      to: "deliveryNote",
      lines: [{ position: 1, quantity: "6" }],
    });
    expect([await leftOf(slip.id, "deliveryNote"), await leftOf(slip.id, "invoice")]).toEqual([["4"], ["10"]]);
    const note = await office.ask<Seen>(200, "POST", `/api/documents/${draft.id}/issue`, {});
    await converted(note.id, "invoice");
    expect([await leftOf(slip.id, "invoice"), await leftOf(note.id, "invoice")]).toEqual([["4"], ["0"]]);
    const rest = await converted(slip.id, "invoice");
    expect(rest.lines).toMatchObject([{ quantity: "4" }]);
    expect(await leftOf(slip.id, "invoice")).toEqual(["0"]);
  });

  test("an order that was invoiced whole leaves nothing of its delivery note to invoice", async () => {
    const slip = await office.issued({ kind: "orderSlip" });
    const note = await converted(slip.id, "deliveryNote");
    await converted(slip.id, "invoice");
    expect(await leftOf(note.id, "invoice")).toEqual(["0", "0"]);
    expectProblem(await office.call("POST", `/api/documents/${note.id}/convert`, { to: "invoice" }), 409);
  });

  test("a draft thrown away, or an invoice credited whole, gives back what it took", async () => {
    const slip = await office.issued({ kind: "orderSlip", lines: [helmets] });
    const draft = await office.ask(201, "POST", `/api/documents/${slip.id}/convert`, { to: "invoice" });
    expect(await leftOf(slip.id, "invoice")).toEqual(["0"]);
    await office.ask(200, "DELETE", `/api/documents/${draft.id}`);
    expect(await leftOf(slip.id, "invoice")).toEqual(["2"]);
    const invoice = await converted(slip.id, "invoice");
    const { version } = await office.ask<Seen>(200, "GET", `/api/documents/${invoice.id}`);
    await office.ask(201, "POST", `/api/documents/${invoice.id}/credit`, { version, wish: { what: "whole" } });
    expect(await leftOf(slip.id, "invoice")).toEqual(["2"]);
  });

  test.each([
    ["more than there is", [{ position: 1, quantity: "2.000001" }]],
    ["less than nothing", [{ position: 1, quantity: "-1" }]],
    ["nothing", [{ position: 1, quantity: "0" }]],
    ["a line that is not there", [{ position: 9, quantity: "1" }]],
  ])("of %s is refused at the field", async (_name, lines) => {
    const { id } = await office.issued({ kind: "quote", lines: [helmets] });
    const answer = await office.call("POST", `/api/documents/${id}/convert`, { to: "invoice", lines });
    expectProblem(answer, 422, "document.invalid");
    expect(faultsOf(answer)).toHaveProperty(["lines.0.quantity"]);
  });

  test("a return goes along as a return", async () => {
    const slip = await office.issued({ kind: "orderSlip", lines: [helmets, { ...helmets, quantity: "-1" }] });
    expect(await leftOf(slip.id, "invoice")).toEqual(["2", "-1"]);
    const invoice = await converted(slip.id, "invoice");
    expect(invoice.totals).toEqual(slip.totals);
    expect(await leftOf(slip.id, "invoice")).toEqual(["0", "0"]);
  });
});

describe("pressed at the same moment", () => {
  test("only one takes all that is left", async () => {
    const slip = await office.issued({ kind: "orderSlip" });
    const press = () => office.call("POST", `/api/documents/${slip.id}/convert`, { to: "invoice" });
    const answers = await Promise.all([press(), press(), press()]);
    expect(statusesOf(answers)).toEqual([201, 409, 409]);
  });

  test("at two ends of one chain, together they take no more than there is", async () => {
    const slip = await office.issued({ kind: "orderSlip", lines: [{ ...helmets, quantity: "10" }] });
    const note = await converted(slip.id, "deliveryNote");
    const press = (id: string) =>
      office.call("POST", `/api/documents/${id}/convert`, { to: "invoice", lines: [{ position: 1, quantity: "4" }] });
    const answers = await Promise.all([slip.id, note.id, slip.id, note.id].map(press));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
    expect(await leftOf(slip.id, "invoice")).toEqual(["2"]);
  });
});

describe("a converted draft that is edited", () => {
  test("takes no more than what is left, also over several lines", async () => {
    const slip = await office.issued({ kind: "orderSlip", lines: [{ ...helmets, quantity: "5" }] });
    const draft = await office.ask(201, "POST", `/api/documents/${slip.id}/convert`, { to: "invoice" });
    const [line] = (draft.entered?.["lines"] ?? []) as Record<string, unknown>[];
    const save = (quantities: readonly string[]) =>
      office.call("PUT", `/api/documents/${draft.id}`, {
        ...draft.entered,
        lines: quantities.map((quantity) => ({ ...line, quantity })),
        version: 1,
      });
    for (const tooMuch of [["6"], ["3", "3"]]) expectProblem(await save(tooMuch), 422, "document.invalid");
    expect((await save(["3", "1"])).status).toBe(200);
    expect(await leftOf(slip.id, "invoice")).toEqual(["1"]);
  });
});

test("what cannot be: a draft, a kind it may not become, a credit note by this way", async () => {
  const draft = await office.draft({ kind: "quote" });
  expectProblem(await office.call("POST", `/api/documents/${draft.id}/convert`, { to: "invoice" }), 409);
  const { id } = await office.issued();
  for (const to of ["quote", "creditNote", "purchaseOrder"])
    expectProblem(await office.call("POST", `/api/documents/${id}/convert`, { to }), 409, "request.conflict");
});
