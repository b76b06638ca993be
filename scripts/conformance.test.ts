import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareVerdict, ownFiles, sharedFiles } from "./conformance.ts";

describe("npm run conformance", () => {
  const shared = sharedFiles();

  test("has every file of fixtures/ubl", () => {
    expect(shared.filter(({ what }) => what === "Order")).toHaveLength(5);
    expect(shared).toHaveLength(20);
  });

  test.each(shared)("$file", ({ wrong }) => expect(wrong).toEqual([]));

  test.each(ownFiles())("$file", ({ wrong }) => expect(wrong).toEqual([]));

  test("sees a verdict that is another", () => {
    const order = readFileSync(
      new URL("../fixtures/ubl/basisorder-rijk-peppol-bis3-basis.xml", import.meta.url),
      "utf8",
    );
    const bytes = (text: string) => Buffer.from(text, "utf8");
    expect(compareVerdict(bytes(order), []).wrong).toEqual([]);
    expect(compareVerdict(bytes(order), [{ id: "PEPPOL-T01-R024" }]).wrong).toEqual(["PEPPOL-T01-R024 is not seen"]);
    const changed = order.replace(/(<cac:OrderLine>.*?<cbc:LineExtensionAmount currencyID="EUR">)100\.00/s, "$1101.00");
    expect(changed).not.toBe(order);
    // As the published rules were seen to answer to the same change (order-messages.md 1.5).
    expect(compareVerdict(bytes(changed), []).wrong).toEqual([
      "PEPPOL-T01-R008 is seen, and holds",
      "PEPPOL-T01-R024 is seen, and holds",
    ]);
    expect(compareVerdict(bytes("<Order/>"), []).wrong).toEqual(["no message that is known"]);
  });
});
