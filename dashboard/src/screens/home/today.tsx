import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode } from "react";
import type { Overview } from "#dashboard/api/client.ts";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./home.module.css";

/** What a shop order can become; anything else that was made today stands on its own list. */
const kinds = ["orderSlip", "deliveryNote", "invoice", "creditNote"] as const;

/** What today amounts to, in one line; nothing of it is drawn while it is zero. Each number leads to what it counts. */
export function Today({ overview: { today } }: { readonly overview: Overview }) {
  const { t, format, country } = useWords();
  const may = useMay();
  const { id: administration } = useAdministration();
  const period = { from: today.day, to: today.day };
  const made = kinds.flatMap((kind) => {
    const row = today.documents.find((one) => one.kind === kind);
    if (row === undefined || row.count === 0) return [];
    const name = t(`document.${kind}`, { count: row.count, context: country });
    return [
      <Fragment key={kind}>
        <Link to="/a/$administration/documents" params={{ administration }} search={{ kind, ...period }}>
          {name}
        </Link>
        , {format.amount(row.amount, today.currency)}
      </Fragment>,
    ];
  });
  const paid = t("home.today.paid", {
    count: format.count(today.paid.count),
    amount: format.amount(today.paid.amount, today.currency),
  });
  const parts: readonly ReactNode[] = [
    ...made,
    ...(today.mailed > 0
      ? [<span key="mailed">{t("home.today.mailed", { count: format.count(today.mailed) })}</span>]
      : []),
    ...(today.paid.count === 0
      ? []
      : [
          may("payments.read") ? (
            <Link
              key="paid"
              to="/a/$administration/payments"
              params={{ administration }}
              search={{ show: "in", ...period }}
            >
              {paid}
            </Link>
          ) : (
            <span key="paid">{paid}</span>
          ),
        ]),
  ];
  if (parts.length === 0) return null;
  return (
    <p className={classes.today}>
      <strong>{t("home.today")}</strong>{" "}
      {parts.map((part, at) => (
        <Fragment key={at}>
          {at > 0 && " · "}
          {part}
        </Fragment>
      ))}
    </p>
  );
}
