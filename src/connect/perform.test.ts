import { describe, expect, test } from "vitest";
import { HubError } from "#domain/error.ts";
import type { AnyConnector, Session } from "./connector.ts";
import { perform } from "./perform.ts";

const session = {} as Session;
/** A connector of which nothing counts but its operations. */
const connector = (operations: AnyConnector["operations"]) => ({ name: "Shop", operations }) as unknown as AnyConnector;
const page = { items: [], unreadable: [] };

describe("reading", () => {
  test("gives what the connector gives, checked", async () => {
    const asked: unknown[] = [];
    const get = async (_session: Session, input: unknown) => (asked.push(input), { ...page, extra: 1 });
    expect(await perform(connector({ "orders.get": get }), session, "orders.get", { ids: ["1"] })).toEqual(page);
    expect(asked).toEqual([{ ids: ["1"] }]);
  });

  test("what a connector does not offer is a missing capability", async () => {
    await expect(perform(connector({}), session, "orders.get", { ids: ["1"] })).rejects.toMatchObject({
      code: "capability.missing",
      details: { operation: "orders.get" },
    });
  });

  test.each([[[]], [Array.from({ length: 101 }, String)]])(
    "a wrong input is our own mistake, and is not sent",
    async (ids) => {
      let calls = 0;
      const get = async () => ((calls += 1), page);
      await expect(perform(connector({ "orders.get": get }), session, "orders.get", { ids })).rejects.toMatchObject({
        code: "internal.unexpected",
      });
      expect(calls).toBe(0);
    },
  );

  test.each([
    null,
    undefined,
    {},
    { items: [], unreadable: [{ id: "1", code: "x", message: "" }] },
    { items: [{ id: "1" }], unreadable: [] },
  ])("%j does not fit, and the error says where", async (raw) => {
    const error = await perform(connector({ "orders.get": async () => raw }), session, "orders.get", {
      ids: ["1"],
    }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "remote.protocol_changed", details: { where: expect.stringMatching(/.+/) } });
  });

  test.each([undefined, "yesterday"])("a page that says %j of what it saw does not fit", async (seenUntil) => {
    const list = async () => ({ ...page, next: null, seenUntil });
    const listing = perform(connector({ "orders.list": list }), session, "orders.list", {
      modifiedSince: null,
      cursor: null,
    });
    await expect(listing).rejects.toMatchObject({
      code: "remote.protocol_changed",
      details: { where: expect.stringContaining("seenUntil") },
    });
  });

  test("what the operation throws is passed on", async () => {
    const error = new HubError("remote.unavailable", "down");
    const get = async () => {
      throw error;
    };
    await expect(perform(connector({ "orders.get": get }), session, "orders.get", { ids: ["1"] })).rejects.toBe(error);
  });
});
