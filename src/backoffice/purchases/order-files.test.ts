import { expect, test } from "vitest";
import { amount } from "#domain/amount.ts";
import { calculateDraft } from "#domain/draft.ts";
import { Address } from "#domain/party.ts";
import { orderFiles } from "./order-files.ts";

const party = {
  ...{ name: "Groothandel", contactName: "", email: "", phone: "", language: null, vatIdentifier: "BE0876543270" },
  legalRegistrationIdentifier: "",
  address: Address.parse({ streetName: "Dorp 1", cityName: "Gent", postalZone: "9000", countryCode: "BE" }),
};

/** The rows of the table that goes with an order of one line with this name and code. */
function rowsOf(itemName: string, sellersItemIdentifier: string): string[] {
  const calculated = calculateDraft({
    ...{ pricesIncludeTax: false, allowances: [], rounding: amount("0"), prepaidAmount: amount("0") },
    ...{ vatCountry: "BE", language: "nl", exemptionReason: "" },
    lines: [
      {
        ...{ kind: "item", itemId: null, sourceLineId: "", itemName, description: "", sellersItemIdentifier },
        ...{ standardItemIdentifier: "", quantity: amount("2"), unitCode: "C62", price: amount("3.93") },
        ...{ baseQuantity: amount("1"), discountPercent: amount("0"), vatCategory: "S", vatRate: amount("21") },
      },
    ],
  });
  const document = {
    ...calculated,
    ...{ id: "1", kind: "purchaseOrder", status: "placed", number: "2026-0001", issueDate: "2026-11-21" },
    ...{ currency: "EUR", buyer: party, seller: party, deliverTo: null, deliveryDate: null, noteAboveLines: "" },
    ...{ orderReference: "", buyerReference: "" },
  };
  const csv = orderFiles(document as never).find(({ mediaType }) => mediaType === "text/csv");
  return csv?.bytes.toString("utf8").replace("\u{FEFF}", "").trimEnd().split("\r\n") ?? [];
}

test("a line of an order is a row, whatever its name holds, and no cell is a formula", () => {
  expect(rowsOf("Lamp", "0700002")[1]).toBe("2026-0001;2026-11-21;1;0700002;;Lamp;2;C62;3.93;1;EUR");
  expect(rowsOf("=1+1", "@A")[1]).toContain(";'@A;;'=1+1;");
  expect(rowsOf("Klem; groot", "A")[1]).toContain(';"Klem; groot";');
  // A line end of another kind than that of the file would begin a row, and with it a formula.
  for (const end of ["\n", "\r"]) expect(rowsOf(`Klem${end}=1+1`, "A")[1]).toContain(`;"Klem${end}=1+1";`);
});
