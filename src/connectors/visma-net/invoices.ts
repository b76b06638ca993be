import { z } from "zod";
import type { Input, RawOutput } from "#connect/operations.ts";
import { runInBackground } from "./background.ts";
import { asNetPrices, outLines } from "./document-lines.ts";
import { counted, readAll } from "./paging.ts";
import { referenceOf } from "./sales-orders.ts";
import type { Visma } from "./settings.ts";
import { jsonNumber, madeAt, wrapped } from "./wire.ts";

type Create = Input<"documents.create">;
type Made = RawOutput<"documents.create">;

function bodyOf({ settings }: Visma, { draft, issueDate, customerId, codes }: Create, key: string) {
  const decimals = Number(settings.priceDecimals);
  // Invoice prices carry no VAT, whatever those of a sales order do.
  const lines = asNetPrices(outLines(draft, codes, { ...settings, prices: "net" }), decimals);
  return {
    ...wrapped({
      customerNumber: customerId,
      documentDate: `${issueDate}T00:00:00`,
      externalReference: referenceOf(key),
      customerRefNumber: draft.orderReference.slice(0, 40),
      currencyId: draft.currency,
      branchNumber: settings.branch,
      hold: false,
    }),
    invoiceLines: lines.map((line) => ({
      operation: "Insert",
      ...wrapped({
        inventoryNumber: line.item,
        description: line.description,
        quantity: jsonNumber(line.quantity),
        unitPriceInCurrency: jsonNumber(line.unitPrice),
        vatCodeId: line.vatCode,
      }),
    })),
  };
}

/** Made and balanced, not released: that is left to a person there. */
export async function createInvoice(visma: Visma, input: Create, key: string): Promise<Made> {
  const request = { method: "POST", path: "v2/customerinvoice", json: bodyOf(visma, input, key) } as const;
  const headers = visma.settings.background
    ? await runInBackground(visma, request)
    : (await visma.http.done(request)).headers;
  const [number = ""] = madeAt(headers, "Visma Net", 1);
  return { id: number, number };
}

const Row = z.object({
  ...counted,
  referenceNumber: z.string().min(1),
  documentType: z.string().nullish(),
  externalReference: z.string().nullish(),
});

/** By the reference, and compared here as well: a filter that is not known is not looked at. */
export async function findInvoice(visma: Visma, key: string): Promise<Made | null> {
  const externalReference = referenceOf(key);
  const query = { externalReference, expandTaxDetails: false, expandAttachments: false };
  const keyOf = ({ referenceNumber }: z.output<typeof Row>): string => referenceNumber;
  const rows = await readAll(visma, { path: "v1/customerinvoice", row: Row, query, keyOf });
  const found = rows.find((row) => row.externalReference === externalReference);
  return found === undefined ? null : { id: found.referenceNumber, number: found.referenceNumber };
}
