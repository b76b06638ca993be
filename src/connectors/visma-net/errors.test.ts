import { describe, expect, test } from "vitest";
import { perform } from "#connect/perform.ts";
import type { HttpRequest } from "#connect/http.ts";
import type { WireAnswer } from "#connect/transport.ts";
import { asHubError } from "#domain/error.ts";
import { answersInTurn, jsonAnswer, sessionOn } from "#connectors/recorded-transport.ts";
import { connectorById } from "#connectors/registry.ts";
import { decimalText, instantOf, keyInPath } from "./wire.ts";

const connector = connectorById("visma-net");
const settings = { companyTenantId: "3f0c0d1e-0000-4000-8000-000000000001" };
const on = (...answers: readonly WireAnswer[]) => {
  const { transport, requests } = answersInTurn(answers.map((answer) => () => answer));
  return { session: sessionOn(connector, settings, transport), requests };
};
const told = async (answer: WireAnswer, method: HttpRequest["method"]) => {
  const request = { method, path: "v1/customer", ...(method === "GET" ? {} : { json: {} }) };
  return on(answer)
    .session.http.done(request)
    .then(
      () => expect.fail("expected an error"),
      (error: unknown) => asHubError(error),
    );
};
const plain = (status: number, body: string): WireAnswer => ({
  status,
  headers: { "content-type": "text/plain" },
  body,
});

const licence = {
  Message: "An error has occurred.",
  ...{ ExceptionType: "IPPException", ExceptionMessage: "No license for this company", ExceptionFaultCode: "12027" },
};

describe("a refusal", () => {
  test.each<readonly [string, WireAnswer, string, string]>([
    [
      "a message",
      jsonAnswer({ Message: "Customer class X cannot be found." }, 400),
      "document.rejected",
      "Customer class X cannot be found.",
    ],
    [
      "an exception",
      jsonAnswer({ ...licence, ExceptionFaultCode: "1", ExceptionMessage: "Period closed" }, 400),
      "document.rejected",
      "Period closed",
    ],
    [
      "problem details, field by field",
      jsonAnswer({ title: "Validation", status: 400, errors: { "Customer.Id": ["The field is required."] } }, 400),
      "document.rejected",
      "Customer.Id: The field is required.",
    ],
    ["plain text", plain(400, "Branch 9 cannot be found."), "document.rejected", "Branch 9 cannot be found."],
    ["fault 12027", jsonAnswer(licence, 403), "credentials.insufficient", "No license for this company"],
    [
      "fault 12027 with status 500",
      jsonAnswer(licence, 500),
      "credentials.insufficient",
      "No license for this company",
    ],
    [
      "401: the wrong kind of tenant",
      plain(401, ""),
      "credentials.expired",
      "that of the customer and not of the company",
    ],
    ["403", plain(403, ""), "credentials.insufficient", ""],
    ["409", jsonAnswer({ title: "Conflict", status: 409 }, 409), "remote.conflict", "Conflict"],
    ["412: an old ETag", jsonAnswer({ status: 412 }, 412), "remote.conflict", ""],
    ["428: no ETag", jsonAnswer({ status: 428 }, 428), "remote.conflict", ""],
    ["500", jsonAnswer({ Message: "An error has occurred." }, 500), "remote.outcome_unknown", ""],
    ["a firewall", { status: 403, headers: { "content-type": "text/html" }, body: "<html>" }, "remote.unavailable", ""],
  ])("as %s of a write", async (_name, answer, code, words) => {
    const error = await told(answer, "POST");
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  test("of a read is never a refusal of what was written before", async () => {
    expect((await told(jsonAnswer({ Message: "No" }, 400), "GET")).code).toBe("remote.protocol_changed");
  });
});

test("a record with an error in it is not taken for data, though the status is 200", async () => {
  const { session } = on(jsonAnswer([{ inventoryNumber: "A", errorInfo: "Not allowed to read prices" }]));
  const read = perform(connector, session, "stock.list", { modifiedSince: null, cursor: null });
  await expect(read).rejects.toMatchObject({
    code: "remote.protocol_changed",
    message: expect.stringContaining("Not allowed to read prices"),
  });
});

test("an item is absent by the words of Visma Net only: the gateway's own 404 is a wrong address", async () => {
  const find = (answer: WireAnswer) => perform(connector, on(answer).session, "products.find", { codes: ["A"] });
  expect(await find(jsonAnswer({ Message: "Inventory item A cannot be found." }, 404))).toEqual({ items: [] });
  await expect(find(jsonAnswer({ statusCode: 404, message: "Resource not found" }, 404))).rejects.toThrow();
});

test("a list that gives its first page for ever ends", async () => {
  const rows = Array.from({ length: 500 }, (_, index) => ({ warehouseID: String(index), description: "" }));
  const { session, requests } = on(jsonAnswer(rows), jsonAnswer(rows), jsonAnswer([]));
  expect((await perform(connector, session, "warehouses.list", {})).items).toHaveLength(500);
  expect(requests).toHaveLength(2);
});

test("a delta is asked with both halves of its filter, without a letter of a zone, in summer too", async () => {
  const { session, requests } = on(jsonAnswer([]));
  await perform(connector, session, "customers.list", { modifiedSince: "2026-07-01T10:00:00.500Z", cursor: null });
  const query = requests.at(-1)?.url.searchParams;
  expect(query?.get("lastModifiedDateTime")).toBe("2026-07-01T10:00:00");
  expect(query?.get("lastModifiedDateTimeCondition")).toBe(">");
});

test("keys, numbers and times are written as they are read", () => {
  expect(keyInPath("MUG-01")).toBe("MUG-01");
  for (const key of ["A/B", "A&B", "A?B", "A#B", "A B", "é", "..", ".a", "100%", "b64(x)"])
    expect(keyInPath(key)).toBe(`b64(${Buffer.from(key).toString("base64url")})`);
  expect([0.1, 1e-7, 20, -3.5].map(decimalText)).toEqual(["0.1", "0.0000001", "20", "-3.5"]);
  expect(instantOf("2026-07-01T10:00:00", "Europe/Amsterdam")).toBe("2026-07-01T08:00:00Z");
  expect(instantOf("2026-07-01T10:00:00+02:00", "UTC")).toBe("2026-07-01T08:00:00Z");
});

describe("a picture", () => {
  const get = (answer: WireAnswer, maximumBytes = 1000) =>
    perform(connector, on(answer).session, "images.get", { itemId: "A", imageId: "1", maximumBytes });
  const bytes = (base64: string, type: string): WireAnswer => ({
    status: 200,
    headers: { "content-type": type },
    body: base64,
  });

  test("that is too large, or is none, is refused", async () => {
    await expect(get(bytes("/9j/".repeat(1000), "image/jpeg"))).rejects.toMatchObject({ code: "document.rejected" });
    await expect(get(bytes("JVBERi0x", "application/pdf"))).rejects.toMatchObject({ code: "document.rejected" });
    expect(await get(bytes("/9j/4AAQ", "application/octet-stream"))).toMatchObject({ mediaType: "image/jpeg" });
  });
});
