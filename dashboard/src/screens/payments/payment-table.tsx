import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { groupedIban } from "#dashboard/parts/grouped.ts";
import { useMethodName } from "#dashboard/parts/method-name.ts";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { markOf } from "./payment-mark.ts";
import type { Payment } from "./payments-query.ts";
import classes from "./payments.module.css";

interface Props {
  readonly rows: readonly Payment[];
  readonly assign: (payment: Payment) => void;
}

export function PaymentTable({ rows, assign }: Props) {
  const { t } = useWords();
  const columns = [
    t("orders.state"),
    t("orders.placed"),
    t("payments.methodAndAccount"),
    t("payments.for"),
    t("payments.amount"),
    t("payments.remainder"),
  ];
  return (
    <RowTable
      className={classes.table}
      caption={t("payments.caption")}
      columns={columns}
      count={rows.length}
      keyOf={(index) => rows[index]?.id ?? String(index)}
      row={(index) => {
        const payment = rows[index];
        return payment && <Row payment={payment} index={index} assign={assign} />;
      }}
    />
  );
}

interface RowProps {
  readonly payment: Payment;
  readonly index: number;
  readonly assign: (payment: Payment) => void;
}

function Row({ payment, index, assign }: RowProps) {
  const { t, format } = useWords();
  const may = useMay();
  const methodName = useMethodName();
  const { id: administration } = useAdministration();
  const { look, text } = markOf(payment);
  const { amount, currency, direction, allocations, remainder } = payment;
  const hasRemainder = /[1-9]/.test(remainder);
  const [first] = allocations;
  const moved =
    payment.movedFrom === null ? "" : t("period.moved", { day: format.day(format.dayOf(payment.movedFrom)) });
  return (
    <tr data-index={index} aria-rowindex={index + 2} data-moved={moved !== "" || undefined}>
      <td className={classes.state}>
        {/* Money that simply came in is as it should be. */}
        {look === "done" ? t(text) : <StateChip look={look}>{t(text)}</StateChip>}
      </td>
      <td className={classes.date} title={moved || undefined}>
        {format.day(format.dayOf(payment.paidAt))}
      </td>
      <td className={classes.method} title={payment.transactionId || undefined}>
        {methodName(payment.method)}
        {payment.account !== null && <AccountName account={payment.account} />}
        {payment.transactionId !== "" && <span className="code"> {payment.transactionId}</span>}
        {payment.enteredBy !== "" && <span className="quiet"> · {payment.enteredBy}</span>}
      </td>
      <td className={classes.for}>
        {first === undefined ? (
          <span className="quiet">{payment.reason === "" ? "–" : payment.reason}</span>
        ) : (
          allocations.map(({ documentId, number }, at) => (
            <span key={documentId}>
              {at > 0 && ", "}
              <Link
                to="/a/$administration/documents/$document"
                params={{ administration, document: documentId }}
                {...(at === 0 && { "data-row": index })}
              >
                {number || t("docState.draft")}
              </Link>
            </span>
          ))
        )}
        {moved !== "" && <span className="quiet"> · {moved}</span>}
      </td>
      <td className={classes.amount}>{format.amount(direction === "out" ? `-${amount}` : amount, currency)}</td>
      <td className={classes.rest}>
        {hasRemainder && <span className="number">{format.amount(remainder, currency)}</span>}{" "}
        {hasRemainder && may("payments.manage") && (
          <Button
            variant="default"
            size="compact-xs"
            className={classes.above}
            aria-label={t("payments.assignWhat", { amount: format.amount(remainder, currency) })}
            onClick={() => assign(payment)}
          >
            {t("payments.assignButton")}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Where the money came in or left. */
function AccountName({ account: { kind, name } }: { readonly account: NonNullable<Payment["account"]> }) {
  const { t } = useWords();
  const shown = kind === "cash" ? t("payments.cashRegister") : kind === "bank" ? groupedIban(name) : name;
  return <span className="quiet"> · {shown}</span>;
}
