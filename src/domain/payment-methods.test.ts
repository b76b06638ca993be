import { expect, test } from "vitest";
import { handMethods, methodName } from "./payment-methods.ts";

test.each([
  ["cash", "contant geld", "espèces"],
  ["card", "kaart", "carte"],
  ["bankTransfer", "overschrijving", "virement"],
  ["banktransfer", "overschrijving", "virement"],
  ["bacs", "overschrijving", "virement"],
  ["creditcard", "kredietkaart", "carte de crédit"],
  ["mollie_wc_gateway_ideal", "iDEAL", "iDEAL"],
  ["bancontact", "Bancontact", "Bancontact"],
])("%s is said as %s", (method, dutch, french) => {
  expect([methodName(method, "nl"), methodName(method, "fr")]).toEqual([dutch, french]);
});

test.each(["", "other", "gift_card_plugin", "cashback"])("for %s there are no words", (method) => {
  expect(methodName(method, "nl")).toBeNull();
});

test("of what a person chooses only `other` has none", () => {
  expect(handMethods.filter((method) => methodName(method, "en") === null)).toEqual(["other"]);
});
