import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { remedies, remedyFor, type ErrorCode } from "#domain/error.ts";
import { skipRules } from "#domain/outcome.ts";
import type { TieOut } from "#domain/tie-out.ts";
import { apiUnderTest, expectProblem } from "./testing/api-under-test.ts";
import { connectShop, plantEvent, plantOrder } from "./testing/shop-connection.ts";

const api = await apiUnderTest();
const { call, store, makeToken } = api;
const administrationId = await store.makeAdministration();
const token = await makeToken("owner", administrationId);
const { connectionId } = await connectShop(api, token);

interface Reason {
  readonly code: string;
  readonly text: string;
  readonly message: string;
}
const reasonOf = async (orderId: string, language: string): Promise<Reason | null> => {
  const answer = await call("GET", `/api/orders/${connectionId}/${orderId}?language=${language}`, { token });
  return (answer.json as { order: { reason: Reason | null } }).order.reason;
};

const tieOut: TieOut = {
  source: amount("62.74"),
  document: null,
  difference: amount("0.06"),
  rounding: amount("0.06"),
  state: "held",
  vat: [],
};

let next = 1000;
const plant = async (order: Omit<Parameters<typeof plantOrder>[3], "orderId">): Promise<string> => {
  next += 1;
  await plantOrder(api, administrationId, connectionId, { orderId: String(next), ...order });
  return String(next);
};

describe("why an order stands where it stands", () => {
  test("amounts that differ", async () => {
    const id = await plant({ reasonCode: "document.totals_mismatch", reasonText: "difference 0.06", tieOut });
    expect(await reasonOf(id, "nl")).toEqual({
      code: "document.totals_mismatch",
      system: "Testwinkel De Molen",
      who: "Jij bent aan zet",
      text: "difference 0.06",
      details: {},
      message: `Bestelling ${id}: €\u00a0+0,06 verschil in de bedragen. Volgens Testwinkel De Molen is het totaal €\u00a062,74; de regels geven samen €\u00a062,68. Schakel boekt niets zolang dit verschilt. Vergelijk de regels.`,
    });
    expect((await reasonOf(id, "fr"))?.message).toMatch(
      /^Commande \d+\u00a0: écart de \+0,06\u00a0€ dans les montants\. Selon/,
    );
    expect((await reasonOf(id, "en"))?.message).toMatch(/^Order \d+: amounts differ by \+€0\.06\./);
  });

  test("a shop that does not answer, with the hour it is tried again on the clock of the administration", async () => {
    const id = await plant({
      outcome: "waiting",
      reasonCode: "remote.unavailable",
      reasonText: "shop.example.be did not answer",
      nextAttemptAt: "2031-01-05T13:05:00Z",
    });
    expect((await reasonOf(id, "nl"))?.message).toBe(
      `Bestelling ${id} wacht: Testwinkel De Molen antwoordt niet. Er is niets verloren en er is niets dubbel verstuurd. Schakel probeert het om 14:05 op 5 jan 2031 opnieuw. Je hoeft niets te doen.`,
    );
  });

  test("without a next attempt nothing is promised", async () => {
    const id = await plant({ reasonCode: "remote.unavailable" });
    expect((await reasonOf(id, "nl"))?.message).toContain("Schakel probeert dit niet meer vanzelf.");
  });

  const codes = [...(Object.keys(remedies) as ErrorCode[]), ...skipRules, "code.of.another.version"];
  test.each(codes)("%s has a whole sentence in each language", async (code) => {
    const isRetried = code in remedies && remedyFor(code as ErrorCode) === "retry";
    const nextAttemptAt = isRetried ? new Date().toISOString() : undefined;
    const id = await plant({ reasonCode: code, reasonText: "2026-11-03", ...(nextAttemptAt && { nextAttemptAt }) });
    const messages = await Promise.all(
      ["nl", "fr", "en"].map(async (language) => (await reasonOf(id, language))?.message),
    );
    expect(new Set(messages).size).toBe(3);
    for (const message of messages) {
      expect(message).toMatch(/^\p{Lu}[^{}]{20,}$/u);
      expect(message).not.toMatch(/undefined|null|\?$| {2}|‘’|\.\.|\(\)/);
    }
  });
});

test("the language is the one asked for, then the one the reader accepts, then Dutch", async () => {
  const id = await plant({ outcome: "skipped", reasonCode: "rule.zero", reasonText: "0.00" });
  const messageIn = async (headers: Record<string, string>, query = "") => {
    const answer = await call("GET", `/api/orders/${connectionId}/${id}${query}`, { token, headers });
    return (answer.json as { order: { reason: Reason } }).order.reason.message;
  };
  const nl = "Overgeslagen: het totaal is nul";
  const fr = "Écartée\u00a0: le total est nul";
  const en = "Skipped: the total is zero";
  expect(await messageIn({})).toBe(nl);
  expect(await messageIn({ "accept-language": "*" })).toBe(nl);
  expect(await messageIn({ "accept-language": "de-DE" })).toBe(nl);
  expect(await messageIn({ "accept-language": "fr-BE,fr;q=0.9,en;q=0.8" })).toBe(fr);
  expect(await messageIn({ "accept-language": "de, en;q=0.4, fr;q=0.7" })).toBe(fr);
  expect(await messageIn({ "accept-language": "fr;q=0, en" })).toBe(en);
  expect(await messageIn({ "accept-language": ";;;q=,," })).toBe(nl);
  expect(await messageIn({ "accept-language": "fr" }, "?language=en")).toBe(en);
  const listed = await call("GET", "/api/orders?language=en", { token });
  const orders = (listed.json as { items: { orderId: string; reason: Reason | null }[] }).items;
  expect(orders.find((order) => order.orderId === id)?.reason?.message).toBe(en);
});

test("a problem has a title in that language as well", async () => {
  const titleIn = async (language: string) => {
    const answer = await call("GET", "/api/summary", { headers: { "accept-language": language } });
    expectProblem(answer, 401);
    return (answer.json as { title: string }).title;
  };
  expect([await titleIn("nl"), await titleIn("fr"), await titleIn("en")]).toEqual([
    "Geen geldige toegangscode",
    "Pas de code d'accès valable",
    "No valid access token",
  ]);
});

test("the story of an order is told in that language", async () => {
  const orderId = await plant({ outcome: "documented" });
  const place = { administrationId, connectionId, orderId };
  const told: [string, unknown, string, string][] = [
    [
      "document.issued",
      { id: randomUUID(), number: "2026-0412", kind: "invoice" },
      "Factuur 2026-0412 gemaakt",
      "Document créé\u00a0: facture 2026-0412",
    ],
    [
      "document.issued",
      { number: "CN-1", kind: "creditNote" },
      "Creditnota CN-1 gemaakt",
      "Document créé\u00a0: note de crédit CN-1",
    ],
    ["order.gone", {}, `Bestelling ${orderId} staat niet meer in Testwinkel De Molen. Het document blijft staan.`, ""],
    ["refund.notCredited", { refund: "77" }, "Geen creditnota voor terugbetaling 77.", "remboursement 77"],
    ["order.changedAfterIssue", {}, "gewijzigd nadat het document gemaakt was", "après la création"],
    ["event.of.another.version", { number: { a: 1 } }, "event.of.another.version", ""],
  ];
  for (const [code, data] of told) await plantEvent(api, place, code, data);
  for (const [index, language] of ["nl", "fr"].entries()) {
    const answer = await call("GET", `/api/orders/${connectionId}/${orderId}?language=${language}`, { token });
    const { events } = answer.json as { events: { message: string }[] };
    expect(events).toHaveLength(told.length);
    for (const [place, event] of events.entries()) expect(event.message).toContain(told[place]?.[2 + index] ?? "?");
  }
});

test("alarms say what to do, in the reader's language", async () => {
  const kinds = ["deliveryRefused", "webhookDisabled", "webhookBlind", "credentials", "unreachable"];
  for (const kind of kinds) {
    const subject = kind === "webhookDisabled" ? `${connectionId} order.updated` : connectionId;
    await sql`insert into alarms (id, administration_id, kind, subject, text)
      values (${randomUUID()}, ${administrationId}, ${kind}, ${subject}, 'plain English')`.execute(store.owner);
  }
  for (const language of ["nl", "fr", "en"]) {
    const answer = await call("GET", `/api/alarms?language=${language}`, { token });
    const { items } = answer.json as { items: { message: string; text: string }[] };
    expect(items).toHaveLength(kinds.length);
    expect(new Set(items.map((alarm) => alarm.message)).size).toBe(kinds.length);
    for (const { message } of items) expect(message).toContain("Testwinkel De Molen");
    expect(items.some(({ message }) => message === "plain English")).toBe(false);
  }
});
