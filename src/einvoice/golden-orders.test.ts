import { readdirSync } from "node:fs";
import { amount, subtract, type Amount } from "#domain/amount.ts";
import { calculateDocument } from "#domain/calculation.ts";
import { grossOrderTotal, groupGrossOrder } from "#domain/gross-order.ts";
import { expect, test } from "vitest";
import { assertCalculation } from "./calculation-rules.ts";
import { writeUbl } from "./invoice-xml.ts";
import { readXml } from "./read-xml.ts";
import { goldenBytes, issued, noordzee, outline, outlineOfText, tulp } from "./testing/golden-documents.ts";

interface OrderFile {
  lines: { sku: string; name: string; qty: number; unitGross: string; rate: number; discGross?: string }[];
  couponGross?: string;
  shippingGross?: string;
  shippingRate?: number;
  expected: {
    lines: { net: string; price: string; qty: string; rate: number }[];
    shipping: { rate: number; net: string; gross: string }[];
    allowances: { rate: number; net: string; gross: string }[];
    groups: { rate: number; gross: string; taxable: string; vat: string; residual: string }[];
    invoice: Record<string, unknown>;
  };
}

const files = readdirSync(new URL("../../fixtures/einvoicing/own/", import.meta.url)).filter((f) =>
  f.endsWith(".order.json"),
);
const readOrder = (file: string) => JSON.parse(goldenBytes(file).toString("utf8")) as OrderFile;

function calculate(order: OrderFile) {
  const groups = groupGrossOrder({
    country: "BE",
    lines: order.lines.map((line) => ({
      sellersItemIdentifier: line.sku,
      itemName: line.name,
      quantity: amount(String(line.qty)),
      unitGross: amount(line.unitGross),
      discountGross: amount(line.discGross ?? "0"),
      rate: amount(String(line.rate)),
    })),
    couponGross: amount(order.couponGross ?? "0"),
    couponReason: "Kortingscode",
    shippingGross: amount(order.shippingGross ?? "0"),
    shippingName: "Verzendkosten",
    shippingRate: order.shippingRate === undefined ? null : amount(String(order.shippingRate)),
  });
  const total = grossOrderTotal(groups);
  const document = calculateDocument({
    pricesIncludeTax: true,
    groups,
    total,
    prepaidAmount: total,
    vatPolicy: "calculated",
  });
  return { groups, document };
}

const number = (value: Amount): number => Number(String(value));

test("all eight golden orders are here", () => {
  expect(files).toHaveLength(8);
});

test.each(files)("%s becomes the expected lines, allowances, groups and totals, to the cent", (file) => {
  const order = readOrder(file);
  const { groups, document } = calculate(order);
  const of = (kind: string) => document.lines.filter((line) => line.kind === kind);
  const shippingGross = (rate: number) =>
    groups.find((g) => number(g.vat.rate) === rate)?.lines.find(({ line }) => line.kind === "shipping")?.amount;
  const couponGross = (rate: number) => groups.find((g) => number(g.vat.rate) === rate)?.allowances[0]?.amount;
  const { totals } = document;

  expect({
    lines: of("item").map((l) => ({
      net: l.lineNetAmount,
      price: l.netPrice,
      qty: l.quantity,
      rate: number(l.vatRate),
    })),
    shipping: of("shipping").map((l) => ({
      rate: number(l.vatRate),
      net: l.lineNetAmount,
      gross: shippingGross(number(l.vatRate)),
    })),
    allowances: document.allowanceCharges.map((a) => ({
      rate: number(a.vatRate),
      net: a.amount,
      gross: couponGross(number(a.vatRate)),
    })),
    groups: document.vat.map((v) => ({
      rate: number(v.vatRate),
      gross: v.grossAmount,
      taxable: v.taxableAmount,
      vat: v.taxAmount,
      residual: number(subtract(subtract(v.grossAmount, v.taxableAmount), v.taxAmount)).toFixed(2),
    })),
    invoice: {
      lineExtension: totals.lineExtensionAmount,
      allowanceTotal: totals.allowanceTotalAmount,
      chargeTotal: totals.chargeTotalAmount,
      taxExclusive: totals.taxExclusiveAmount,
      taxTotal: totals.taxAmount,
      taxInclusive: totals.taxInclusiveAmount,
      prepaid: totals.prepaidAmount,
      rounding: totals.payableRoundingAmount,
      payable: totals.payableAmount,
      breakdown: document.vat.map((v) => ({
        category: v.vatCategory,
        rate: String(v.vatRate),
        taxable: v.taxableAmount,
        vat: v.taxAmount,
      })),
    },
  }).toEqual(order.expected);
});

test.each(files)("%s written as UBL equals the golden invoice, element for element", (file) => {
  const { document } = calculate(readOrder(file));
  const number = /^o0\d/.exec(file)?.[0] ?? "";
  const invoice = issued(document, {
    number: `W26-${number.toUpperCase()}`,
    orderReference: `WEB-${number}`,
    buyerReference: "n/a",
    paymentMeansCode: "48",
    ...(number === "o07" ? { seller: noordzee, buyer: tulp } : {}),
  });
  assertCalculation(invoice);
  const golden = outline(readXml(goldenBytes(file.replace(".order.json", ".ubl.xml"))));
  expect(outlineOfText(writeUbl(invoice))).toEqual(golden);
});
