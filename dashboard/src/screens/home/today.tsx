import type { Overview } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./home.module.css";

/** What a shop order can become; anything else that was made today stands on its own list. */
const kinds = ["orderSlip", "deliveryNote", "invoice", "creditNote"] as const;

/** What today amounts to, in one line; nothing of it is drawn while it is zero. */
export function Today({ overview: { today } }: { readonly overview: Overview }) {
  const { t, format, country } = useWords();
  const made = kinds.flatMap((kind) => {
    const row = today.documents.find((one) => one.kind === kind);
    if (row === undefined || row.count === 0) return [];
    const name = t(`document.${kind}`, { count: row.count, context: country });
    return [`${name}, ${format.amount(row.amount, today.currency)}`];
  });
  const parts = [
    ...made,
    ...(today.mailed > 0 ? [t("home.today.mailed", { count: format.count(today.mailed) })] : []),
    ...(today.paid.count > 0
      ? [
          t("home.today.paid", {
            count: format.count(today.paid.count),
            amount: format.amount(today.paid.amount, today.currency),
          }),
        ]
      : []),
  ];
  if (parts.length === 0) return null;
  return (
    <p className={classes.today}>
      <strong>{t("home.today")}</strong> {parts.join(" · ")}
    </p>
  );
}
