import { beforeAll, describe, expect, test } from "vitest";
import { coupleShop } from "./testing/coupled-shop.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";

let under: HubUnderTest;
beforeAll(async () => {
  under = await hubUnderTest();
});

const kinds = (documents: readonly { readonly kind: string }[]) => documents.map(({ kind }) => kind);

describe("one document comes of", () => {
  test.each([
    ["created before updated", ["created", "updated"]],
    ["updated before created", ["updated", "created"]],
    ["updated alone", ["updated"]],
    ["the same doorbell again and again", ["created", "created", "updated", "created"]],
  ] as const)("%s", async (_name, topics) => {
    const coupled = await coupleShop(under);
    for (const topic of topics) {
      expect(await coupled.ring(topic, 42)).toEqual([200]);
    }
    const order = await coupled.settled(42);
    expect(order).toMatchObject({ outcome: "documented", reason: null });
    expect(order.documents).toMatchObject([{ kind: "invoice", totals: { taxInclusiveAmount: "35.96" } }]);
  });
});
