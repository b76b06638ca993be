import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { issueLicence, judgeLicence, readLicensing, type LicenceContent, type Licensing } from "./licence-code.ts";

const operator = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const here = "0199a0b0-0000-7000-8000-000000000001";
const now = Temporal.Instant.from("2026-11-21T12:00:00Z");
const content: LicenceContent = { id: "L-1", module: "woocommerce", for: here, validUntil: "2027-11-30" };
const licensing: Licensing = {
  publicKey: operator.publicKey,
  needed: ["woocommerce"],
  contact: "Bel ons.",
  cancelled: ["L-9"],
};
const place = { module: "woocommerce", administrationId: here } as const;
const faultOf = (code: string | null, at = now, under = licensing) => judgeLicence(under, code, place, at).fault;
const issue = (change: Partial<LicenceContent> = {}, key = operator.privateKey) =>
  issueLicence({ ...content, ...change }, key);

test("a code of the operator for this app and this administration is good, also with the line ends of a mail", () => {
  expect(faultOf(issue())).toBeNull();
  expect(faultOf(issue().replace(/(.{60})/g, "$1\n  "))).toBeNull();
  expect(faultOf(issue({ for: "hub" }))).toBeNull();
  expect(judgeLicence(licensing, issue(), place, now).validUntil?.toString()).toBe("2027-12-01T00:00:00Z");
});

describe("refused is", () => {
  test.each([
    ["nothing", null, "missing"],
    ["spaces", "  ", "missing"],
    ["another text", "ABC-123", "unreadable"],
    ["a longer text with points", "SCHAKEL1.a.b.c", "unreadable"],
    ["a code cut off in its content", issue().slice(0, 40), "unreadable"],
    ["a code cut off in its signature", issue().slice(0, -3), "forged"],
    ["a code without its signature", issue().split(".").slice(0, 2).join("."), "forged"],
    ["a code of somebody else", issue({}, stranger.privateKey), "forged"],
    ["a code for another app", issue({ module: "mollie" }), "otherModule"],
    [
      "a code for another administration",
      issue({ for: "0199a0b0-0000-7000-8000-000000000002" }),
      "otherAdministration",
    ],
    ["a cancelled code", issue({ id: "L-9" }), "cancelled"],
    ["an old code", issue({ validUntil: "2026-11-20" }), "expired"],
  ])("%s", (_name, code, fault) => expect(faultOf(code)).toBe(fault));

  test("a code of which the content was changed under its signature", () => {
    const [prefix, , signature] = issue().split(".");
    const [, later] = issue({ validUntil: "2099-12-31" }).split(".");
    expect(faultOf(`${prefix}.${later}.${signature}`)).toBe("forged");
  });
});

test("it is good to the end of its last day", () => {
  const code = issue({ validUntil: "2026-11-21" });
  expect(faultOf(code, Temporal.Instant.from("2026-11-21T23:59:59Z"))).toBeNull();
  expect(faultOf(code, Temporal.Instant.from("2026-11-22T00:00:00Z"))).toBe("expired");
});

describe("the operator's file", () => {
  const publicKey = operator.publicKey.export({ format: "der", type: "spki" }).toString("base64");
  const file = { publicKey, modules: ["woocommerce"], contact: "Bel ons." };

  test("says what is asked", () => {
    const read = readLicensing(JSON.stringify({ ...file, cancelled: ["L-9"] }));
    expect(read).toMatchObject({ needed: ["woocommerce"], contact: "Bel ons.", cancelled: ["L-9"] });
    expect(faultOf(issue(), now, read)).toBeNull();
    expect(faultOf(issue({ id: "L-9" }), now, read)).toBe("cancelled");
  });

  test.each([
    ["an app there is not", { ...file, modules: ["invoicing"] }, /modules/],
    ["an app that is always on", { ...file, modules: ["invoices"] }, /modules/],
    ["no contact", { ...file, contact: " " }, /contact/],
    ["a key that is none", { ...file, publicKey: "AAAA" }, /./],
  ])("is refused with %s", (_name, wrong, words) => {
    expect(() => readLicensing(JSON.stringify(wrong))).toThrow(words);
  });
});
