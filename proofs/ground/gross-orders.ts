import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { amount, text } from "#domain/amount.ts";
import { calculateDocument } from "#domain/calculation.ts";
import { groupGrossOrder, grossOrderTotal } from "#domain/gross-order.ts";

const folder = fileURLToPath(new URL("../../fixtures/einvoicing/own/", import.meta.url));

interface OrderFile {
  readonly lines: readonly {
    readonly sku: string;
    readonly name: string;
    readonly qty: number;
    readonly unitGross: string;
    readonly discGross?: string;
    readonly rate: number;
  }[];
  readonly couponGross?: string;
  readonly shippingGross?: string;
  readonly shippingRate?: number;
  readonly expected: {
    readonly lines: readonly { readonly net: string; readonly price: string }[];
    readonly shipping: readonly { readonly net: string }[];
    readonly allowances: readonly { readonly net: string }[];
    readonly invoice: Readonly<Record<string, string>> & {
      readonly breakdown: readonly {
        readonly category: string;
        readonly rate: string;
        readonly taxable: string;
        readonly vat: string;
      }[];
    };
  };
}

/** The eight worked orders through the calculation. `sabotage` takes a cent off the first line of each. */
export async function worksOutGrossOrders(
  sabotage: boolean,
): Promise<{ readonly files: number; readonly figures: number; readonly wrong: readonly string[] }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".order.json")).toSorted();
  const wrong: string[] = [];
  let figures = 0;
  for (const name of names) {
    const order = JSON.parse(await readFile(folder + name, "utf8")) as OrderFile;
    const groups = groupGrossOrder({
      country: "BE",
      lines: order.lines.map((line, index) => ({
        sellersItemIdentifier: line.sku,
        itemName: line.name,
        quantity: amount(String(line.qty)),
        unitGross: amount(line.unitGross),
        discountGross: amount(sabotage && index === 0 ? "0.01" : (line.discGross ?? "0")),
        rate: amount(String(line.rate)),
      })),
      couponGross: amount(order.couponGross ?? "0"),
      couponReason: "Kortingscode",
      shippingGross: amount(order.shippingGross ?? "0"),
      shippingName: "Verzendkosten",
      shippingRate: order.shippingRate === undefined ? null : amount(String(order.shippingRate)),
    });
    const total = grossOrderTotal(groups);
    const made = calculateDocument({
      pricesIncludeTax: true,
      groups,
      total,
      prepaidAmount: total,
      vatPolicy: "calculated",
    });
    const items = made.lines.filter((line) => line.kind === "item");
    const shipping = made.lines.filter((line) => line.kind === "shipping");
    const { lines, shipping: freight, allowances, invoice } = order.expected;
    const compare = (what: string, is: string | undefined, should: string | undefined) => {
      figures += 1;
      if (is !== should) wrong.push(`${name} ${what}: ${is ?? "nothing"}, expected ${should ?? "nothing"}`);
    };
    compare("lines", String(items.length), String(lines.length));
    for (const [index, line] of lines.entries()) {
      const item = items[index];
      compare(`line ${index + 1} net`, item && text(item.lineNetAmount), line.net);
      compare(`line ${index + 1} price`, item && text(item.netPrice), line.price);
    }
    for (const [index, line] of freight.entries())
      compare("shipping", shipping[index] && text(shipping[index].lineNetAmount), line.net);
    for (const [index, line] of allowances.entries())
      compare("allowance", made.allowanceCharges[index] && text(made.allowanceCharges[index].amount), line.net);
    for (const [index, line] of invoice.breakdown.entries()) {
      const vat = made.vat[index];
      compare(
        "breakdown",
        vat && [vat.vatCategory, text(vat.vatRate), vat.taxableAmount, vat.taxAmount].join(" "),
        [line.category, line.rate, line.taxable, line.vat].join(" "),
      );
    }
    const { totals } = made;
    compare("lineExtension", text(totals.lineExtensionAmount), invoice["lineExtension"]);
    compare("allowanceTotal", text(totals.allowanceTotalAmount), invoice["allowanceTotal"]);
    compare("taxExclusive", text(totals.taxExclusiveAmount), invoice["taxExclusive"]);
    compare("taxTotal", text(totals.taxAmount), invoice["taxTotal"]);
    compare("taxInclusive", text(totals.taxInclusiveAmount), invoice["taxInclusive"]);
    compare("prepaid", text(totals.prepaidAmount), invoice["prepaid"]);
    compare("rounding", text(totals.payableRoundingAmount), invoice["rounding"]);
    compare("payable", text(totals.payableAmount), invoice["payable"]);
  }
  return { files: names.length, figures, wrong };
}
