import { z } from "zod";
import { amountText } from "#domain/texts/format.ts";
import { textOf } from "#domain/texts/text.ts";
import type { Transaction } from "#store/database.ts";
import { listToRepay } from "#store/to-repay.ts";
import { todayOf, type Reader } from "#api/reader.ts";
import { AmountShape } from "#api/shapes.ts";

/** More than these stand on the list of documents. */
const shown = 5;

export const ToRepayShape = z
  .object({
    count: z.int().min(0).meta({ description: "/api/documents?payment=toRepay" }),
    title: z.string().meta({ description: "Empty when there are none" }),
    documents: z
      .array(
        z.object({
          id: z.string(),
          number: z.string(),
          customer: z.string(),
          amount: AmountShape,
          currency: z.string(),
          since: z.iso.date().meta({ description: "Day of the credit note" }),
          title: z.string(),
        }),
      )
      .meta({ description: "Those that wait longest" }),
  })
  .meta({ id: "ToRepay", description: "Invoices that were credited after they were paid: money has to go back" });
export type ToRepay = z.input<typeof ToRepayShape>;

export async function readToRepay(trx: Transaction, administrationId: string, reader: Reader): Promise<ToRepay> {
  const { language } = reader;
  const { count, rows } = await listToRepay(trx, administrationId, { today: todayOf(reader), limit: shown });
  const documents = rows.map((row) => {
    const values = { customer: row.customer, amount: amountText(row.amount, row.currency, reader) };
    return { ...row, title: textOf("repay.to", language, values) };
  });
  const [only] = documents;
  const title = count === 1 && only !== undefined ? only.title : textOf("repay.some", language, { count });
  return { count, title: count === 0 ? "" : title, documents };
}
