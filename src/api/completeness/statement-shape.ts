import { z } from "zod";
import { gapKinds, kindOfGroup, groupOrder, type Group } from "#domain/completeness.ts";
import type { Statement } from "#domain/completeness-statement.ts";
import { gapText, groupName, statementVerdict } from "#domain/texts/ledger-text.ts";
import type { Reader } from "#api/reader.ts";
import { AmountShape, Day, Instant, OutcomeShape } from "#api/shapes.ts";

const Money = z.object({
  count: z.int(),
  totals: z.array(z.object({ currency: z.string(), amount: AmountShape })),
  unknown: z.int().meta({ description: "Orders in `count` whose amount could not be read: they are in no total" }),
});

const Known = z.object({
  unexplained: z.int(),
  inShop: Money,
  inBooks: Money,
  goneFromShop: z.int().meta({ description: "In our books and no longer in the shop; they are in their groups too" }),
  drifted: z.int().meta({ description: "Documented, and changed in the shop since" }),
  groups: z.array(
    Money.extend({
      group: z.string().meta({ description: "With `statement`, a filter of /api/orders that gives exactly these" }),
      kind: z.enum(groupOrder),
      name: z.string(),
    }),
  ),
  vat: z.array(
    z.object({
      currency: z.string(),
      country: z.string(),
      rate: AmountShape,
      source: AmountShape.nullable().meta({
        description: "As the shop charged it; null when it does not say so of every order",
      }),
      document: AmountShape,
    }),
  ),
  withoutVat: z.int().meta({ description: "Documented orders of which no VAT is known here" }),
  series: z.array(
    z.object({
      kind: z.string(),
      series: z.string(),
      year: z.int(),
      first: z.string(),
      last: z.string(),
      count: z.int().meta({ description: "Documents of these orders in it; others may stand between them" }),
      gaps: z.array(z.string()).meta({ description: "Numbers between the first and the last that no document has" }),
    }),
  ),
  refunds: z.object({ inShop: z.int(), credited: z.int(), creditNotes: z.int() }),
  gaps: z.array(
    z.object({
      orderId: z.string(),
      number: z.string(),
      missing: z.enum(gapKinds),
      text: z.string(),
      done: z.enum(["announced"]),
      isHealed: z.boolean(),
      outcome: OutcomeShape.nullable(),
      reasonCode: z.string().nullable(),
    }),
  ),
});

export const StatementShape = z
  .object({
    id: z.string(),
    couplingId: z.string(),
    connectionId: z.string(),
    shop: z.string(),
    verdict: z.string().meta({ description: "Is everything accounted for? In one sentence" }),
    from: Day,
    to: Day,
    at: Instant.meta({ description: "When the shop was asked" }),
    askedBy: z.string().meta({ description: "`schedule`, or the name of who asked" }),
    known: Known.nullable().meta({ description: "Null: the shop could not be asked, and nothing is known" }),
    reason: z.object({ code: z.string(), text: z.string() }).nullable(),
  })
  .meta({ id: "CompletenessStatement" });

/** As the API gives it, with the words of the reader. */
export function statementOf(
  { known, ...statement }: Statement,
  reader: Pick<Reader, "language" | "country" | "systemOf">,
): z.input<typeof StatementShape> {
  const { language } = reader;
  const shop = reader.systemOf(statement.connectionId);
  const money = <T extends { readonly totals: readonly { readonly currency: string; readonly amount: string }[] }>(
    of: T,
  ) => ({ ...of, totals: [...of.totals] });
  return {
    ...statement,
    shop,
    verdict: statementVerdict({ ...statement, known }, { ...reader, shop }),
    known:
      known === null
        ? null
        : {
            ...known.figures,
            unexplained: known.unexplained,
            inShop: money(known.figures.inShop),
            inBooks: money(known.figures.inBooks),
            groups: known.figures.groups.map((group) => ({
              ...money(group),
              kind: kindOfGroup(group.group),
              name: groupName(group.group as Group, language),
            })),
            vat: [...known.figures.vat],
            series: known.figures.series.map((series) => ({ ...series, gaps: [...series.gaps] })),
            gaps: known.gaps.map((gap) => ({ ...gap, text: gapText(gap.missing, language) })),
          },
  };
}
