import type { Readable } from "node:stream";
import { z } from "zod";
import { cents, sum, text, zero } from "#domain/amount.ts";
import { textOf } from "#domain/texts/text.ts";
import { cashBefore, readCash, type CashLine } from "#store/cash-book.ts";
import { atDesk, type Desk } from "./documents/document-page.ts";
import { defineEndpoint } from "./endpoint.ts";
import { csvFile, CsvWish, type Cell } from "./exports/csv.ts";
import { refuseFields } from "./problem.ts";
import { dayAfter, startOfDay } from "./reader.ts";
import { AmountShape, Day, Instant } from "./shapes.ts";

/** More is not read at once: nobody reads it, and a month of a busy counter fits. */
const mostLines = 5000;

const Period = z.object({
  from: Day.optional().meta({ description: "Left out: the first of this month" }),
  to: Day.optional().meta({ description: "Counts whole; left out: today, or the last day of the month of `from`" }),
});

const CashBookShape = z
  .object({
    from: z.string(),
    to: z.string(),
    currencies: z.array(
      z.object({
        currency: z.string(),
        opening: AmountShape,
        received: AmountShape,
        paidOut: AmountShape,
        closing: AmountShape,
        lines: z.array(
          z.object({
            paymentId: z.string(),
            paidAt: Instant,
            direction: z.enum(["in", "out"]),
            amount: AmountShape,
            balance: AmountShape.meta({ description: "In the cash register after it" }),
            documents: z.array(z.object({ documentId: z.string(), number: z.string() })),
            reason: z.string(),
            reversesId: z.string().nullable(),
            enteredBy: z.string(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: "CashBook" });
type CashBook = z.input<typeof CashBookShape>;

const lineOf = ({ currency: _, amount, balance, ...line }: CashLine) => ({
  ...line,
  documents: [...line.documents],
  amount: text(cents(amount)),
  balance: text(cents(balance)),
});

/** The days that are meant: this month until today, or to the end of the month that was begun. */
function daysOf({ from, to }: z.output<typeof Period>, today: string): { readonly from: string; readonly to: string } {
  const first = from ?? `${(to ?? today).slice(0, 7)}-01`;
  const day = Temporal.PlainDate.from(first);
  const monthEnd = day.with({ day: day.daysInMonth }).toString();
  return { from: first, to: to ?? (first <= today && today < monthEnd ? today : monthEnd) };
}

async function cashBookOf(
  { trx, administration, reader, today }: Desk,
  period: z.output<typeof Period>,
): Promise<CashBook> {
  const { from, to } = daysOf(period, today);
  const refuse = (key: "cash.backwards" | "cash.tooLong") =>
    refuseFields([{ field: "to", message: textOf(key, reader.language) }]);
  if (to < from) throw refuse("cash.backwards");
  const begin = startOfDay(from, reader);
  const until = startOfDay(dayAfter(to), reader);
  const opening = await cashBefore(trx, administration.id, begin);
  const lines = await readCash(trx, administration.id, { from: begin, until, limit: mostLines + 1 });
  if (lines.length > mostLines) throw refuse("cash.tooLong");
  const codes = [...new Set([...opening.keys(), ...lines.map(({ currency }) => currency)])].toSorted();
  const currencies = codes.map((currency) => {
    const own = lines.filter((line) => line.currency === currency);
    const sumOf = (direction: "in" | "out") =>
      sum(own.filter((line) => line.direction === direction).map(({ amount }) => amount));
    const before = opening.get(currency) ?? zero;
    return {
      currency,
      opening: text(cents(before)),
      received: text(cents(sumOf("in"))),
      paidOut: text(cents(sumOf("out"))),
      closing: text(cents(own.at(-1)?.balance ?? before)),
      lines: own.map(lineOf),
    };
  });
  return { from, to, currencies };
}

export const cashBookEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/payments/cash-book",
  summary:
    "Cash of a period: what was in the register, each receipt and payment out, and what is in it after, per currency",
  permission: "payments.read",
  query: Period,
  answer: CashBookShape,
  errors: [],
  handle: (context, call) => atDesk(context, call, (desk) => cashBookOf(desk, call.query)),
});

export const exportCashBookEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/payments/cash-book/export",
  summary: "The cash book of a period as CSV, with the balance before and after",
  permission: "payments.read",
  query: CsvWish.extend(Period.shape),
  answer: z.custom<Readable>(),
  mediaType: "text/csv",
  errors: [],
  async handle(context, call) {
    const { language, reply } = call;
    const { book, timeZone } = await atDesk(context, call, async (desk) => ({
      book: await cashBookOf(desk, call.query),
      timeZone: desk.reader.timeZone,
    }));
    const header = (
      [
        "export.issueDate",
        "export.document",
        "cash.description",
        "cash.in",
        "cash.out",
        "cash.balance",
        "export.currency",
        "cash.enteredBy",
      ] as const
    ).map((key) => textOf(key, language));
    const dayOf = (at: string) => Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
    const rows = book.currencies.flatMap(({ currency, opening, closing, lines }): Cell[][] => [
      [book.from, "", textOf("cash.opening", language), "", "", { number: opening }, currency, ""],
      ...lines.map(({ paidAt, direction, amount, balance, documents, reason, enteredBy, reversesId }): Cell[] => [
        dayOf(paidAt),
        documents.map(({ number }) => number).join(" "),
        // Of a repayment the reason is a code of ours.
        reversesId === null ? "" : reason,
        direction === "in" ? { number: amount } : "",
        direction === "out" ? { number: amount } : "",
        { number: balance },
        currency,
        enteredBy,
      ]),
      [book.to, "", textOf("cash.closing", language), "", "", { number: closing }, currency, ""],
    ]);
    async function* pages() {
      yield rows;
    }
    return csvFile(reply, "cash-book", call.query, header, pages());
  },
});
