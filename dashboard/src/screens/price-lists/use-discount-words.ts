import { useWords } from "#dashboard/words/use-texts.ts";
import type { Discount } from "./discounts.ts";

/** Discounts as they are read, in their order: `60% + 10%`. */
export function useDiscountWords(): (discounts: readonly Discount[]) => string {
  const { t, format } = useWords();
  return (discounts) =>
    discounts
      .map(({ kind, value }) =>
        kind === "percent"
          ? format.percent(value)
          : kind === "multiplier"
            ? t("discount.multiplier", { factor: format.decimal(value) })
            : t("discount.amount", { amount: format.decimal(value) }),
      )
      .join(" + ");
}
