import { describe, expect, test } from "vitest";
import { HubError } from "#domain/error.ts";
import type { AnyConnector, Session } from "./connector.ts";
import { perform } from "./perform.ts";

const session = {} as Session;
/** A connector of which nothing counts but its operations. */
const connector = (operations: AnyConnector["operations"]) => ({ name: "Shop", operations }) as unknown as AnyConnector;
const page = { items: [], unreadable: [] };
const buyer = {
  externalId: "",
  name: "Jan",
  contactName: "",
  email: "jan@example.be",
  phone: "",
  language: null,
  vatIdentifier: "",
  address: {
    name: "",
    streetName: "",
    additionalStreetName: "",
    cityName: "",
    postalZone: "",
    countrySubentity: "",
    countryCode: "",
  },
};

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

describe("creating", () => {
  /** Counts what is sent; `found` is what a look-up finds. */
  function creating(repeat: "none" | "look-up" | "vendor-key", found: { id: string } | null = null) {
    const sent: string[] = [];
    const looked: string[] = [];
    const operation = {
      repeat,
      find: async (_session: Session, key: string) => (looked.push(key), found),
      run: async (_session: Session, _input: unknown, key: string) => (sent.push(key), { id: "new" }),
    };
    const create = (isRepeat: boolean) =>
      perform(connector({ "customers.create": operation }), session, "customers.create", { buyer } as never, {
        key: "the-key",
        isRepeat,
      });
    return { sent, looked, create };
  }

  test.each(["none", "look-up", "vendor-key"] as const)(
    "the first time (%s) it is sent with its key",
    async (repeat) => {
      const { sent, looked, create } = creating(repeat, { id: "other" });
      expect(await create(false)).toEqual({ id: "new" });
      expect({ sent, looked }).toEqual({ sent: ["the-key"], looked: [] });
    },
  );

  test("none: a repeat is never sent, its outcome is unknown", async () => {
    const { sent, create } = creating("none");
    await expect(create(true)).rejects.toMatchObject({ code: "remote.outcome_unknown" });
    expect(sent).toEqual([]);
  });

  test("look-up: a repeat that is found is not sent", async () => {
    const { sent, looked, create } = creating("look-up", { id: "made before" });
    expect(await create(true)).toEqual({ id: "made before" });
    expect({ sent, looked }).toEqual({ sent: [], looked: ["the-key"] });
  });

  test("look-up: a repeat that is not found is sent", async () => {
    const { sent, looked, create } = creating("look-up");
    expect(await create(true)).toEqual({ id: "new" });
    expect({ sent, looked }).toEqual({ sent: ["the-key"], looked: ["the-key"] });
  });

  test("vendor-key: a repeat is sent with the same key, and the vendor recognises it", async () => {
    const { sent, looked, create } = creating("vendor-key", { id: "other" });
    expect(await create(true)).toEqual({ id: "new" });
    expect({ sent, looked }).toEqual({ sent: ["the-key"], looked: [] });
  });

  test("without a key nothing is sent", async () => {
    const operation = { repeat: "vendor-key", run: () => expect.fail("sent") };
    await expect(
      perform(connector({ "customers.create": operation }), session, "customers.create", { buyer } as never),
    ).rejects.toMatchObject({ code: "internal.unexpected" });
  });
});
