import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { use } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Failed } from "#dashboard/parts/loaded.tsx";
import { useMethodName } from "#dashboard/parts/method-name.ts";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { PlaceContext, useWords } from "#dashboard/words/use-texts.ts";
import { paymentsQuery, type Payment } from "./payments-query.ts";
import classes from "./payments.module.css";

/** So many stand here at once; the others behind their tab. */
const shownCount = 5;

/** Money that is for no document: paid twice, or too much. Nothing while there is none. */
export function Unassigned({ assign }: { readonly assign: (payment: Payment) => void }) {
  const { t, format } = useWords();
  const may = useMay();
  const methodName = useMethodName();
  const api = useApi();
  const { timeZone } = use(PlaceContext);
  const { data, error, refetch, hasNextPage } = useInfiniteQuery(paymentsQuery(api, { show: "unassigned" }, timeZone));
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  if (data === undefined && error !== null) return <Failed error={error} retry={refetch} />;
  if (rows.length === 0) return null;
  const count = format.count(rows.length);
  return (
    <section className={classes.unassigned}>
      <h2>
        <StateShape look="act" />{" "}
        {hasNextPage ? t("payments.unassignedMany", { count }) : t("payments.unassigned", { count: rows.length })}
      </h2>
      <p className="quiet">{t("payments.unassignedBody")}</p>
      <ul>
        {rows.slice(0, shownCount).map((payment) => (
          <li key={payment.id}>
            <span>
              <strong className="number">{format.amount(payment.remainder, payment.currency)}</strong>{" "}
              {t("payments.ofPayment", {
                amount: format.amount(payment.amount, payment.currency),
                method: methodName(payment.method),
                day: format.day(format.dayOf(payment.paidAt)),
              })}
              {payment.allocations.length > 0 && (
                <span className="quiet"> · {payment.allocations.map(({ number }) => number).join(", ")}</span>
              )}
            </span>
            {may("payments.manage") && (
              <Button
                variant="default"
                size="xs"
                onClick={() => assign(payment)}
                aria-label={t("payments.assignWhat", { amount: format.amount(payment.remainder, payment.currency) })}
              >
                {t("payments.assignButton")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {rows.length > shownCount && (
        <Link
          to="/a/$administration/payments"
          params={{ administration: api.administrationId }}
          search={{ show: "unassigned" }}
        >
          {t("home.showAll", { count: hasNextPage ? `${count}+` : count })}
        </Link>
      )}
    </section>
  );
}
