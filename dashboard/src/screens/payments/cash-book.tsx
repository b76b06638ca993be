import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { given } from "#dashboard/parts/search-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { cashBookQuery, type CashBook as Book, type CashPeriod } from "./payments-query.ts";
import classes from "./payments.module.css";

type Register = Book["currencies"][number];
type Line = Register["lines"][number];

/** Cash of a period: what was in the register, what came and went, and what is in it after. */
export function CashBook({ period }: { readonly period: CashPeriod }) {
  const { t, format } = useWords();
  const api = useApi();
  const query = useQuery(cashBookQuery(api, period));
  const address = new URLSearchParams({ administration: api.administrationId, ...given({ ...period }) });
  return (
    <Loaded query={query} rows={8}>
      {(book) => (
        <>
          <div className={classes.bookHead}>
            <p className="quiet">{t("cashBook.period", { from: format.day(book.from), to: format.day(book.to) })}</p>
            {book.currencies.length > 0 && (
              <Button
                component="a"
                variant="default"
                href={`/api/payments/cash-book/export?${address.toString()}`}
                download
              >
                {t("cashBook.exportButton")}
              </Button>
            )}
          </div>
          {book.currencies.length === 0 && <p className={panel.empty}>{t("cashBook.empty")}</p>}
          {book.currencies.map((register) => (
            <RegisterTable key={register.currency} book={book} register={register} />
          ))}
        </>
      )}
    </Loaded>
  );
}

interface RegisterProps {
  readonly book: Book;
  readonly register: Register;
}

function RegisterTable({ book, register }: RegisterProps) {
  const { t, format } = useWords();
  const { currency, opening, received, paidOut, closing, lines } = register;
  const money = (amount: string): string => format.amount(amount, currency);
  const last = lines.length + 1;
  return (
    <RowTable
      className={classes.cash}
      caption={t("cashBook.caption", { currency })}
      columns={[t("orders.placed"), t("payments.for"), t("cashBook.in"), t("cashBook.out"), t("cashBook.balance")]}
      count={lines.length + 2}
      keyOf={(index) => (index === 0 ? "opening" : (lines[index - 1]?.paymentId ?? "closing"))}
      row={(index) => {
        const line = lines[index - 1];
        if (line !== undefined) return <Entry line={line} index={index} currency={currency} />;
        const isLast = index === last;
        return (
          <tr data-index={index} aria-rowindex={index + 2} data-total>
            <td className={classes.date}>{format.day(isLast ? book.to : book.from)}</td>
            <td className={classes.for}>{t(isLast ? "cashBook.closing" : "cashBook.opening")}</td>
            <td className={classes.in}>{isLast && money(received)}</td>
            <td className={classes.out}>{isLast && money(paidOut)}</td>
            <td className={classes.balance}>{money(isLast ? closing : opening)}</td>
          </tr>
        );
      }}
    />
  );
}

interface EntryProps {
  readonly line: Line;
  readonly index: number;
  readonly currency: string;
}

function Entry({ line, index, currency }: EntryProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { documents, direction, amount, balance, reversesId, reason, enteredBy, paidAt } = line;
  const money = (value: string): string => format.amount(value, currency);
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.date}>{format.day(format.dayOf(paidAt))}</td>
      <td className={classes.for}>
        {documents.map(({ documentId, number }, at) => (
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
        ))}
        {/* Of an entry against another one the reason is a person's; of others it is a code. */}
        {reversesId !== null && ` ${t("payMark.back")}${reason === "" ? "" : `: ${reason}`}`}
        {enteredBy !== "" && <span className="quiet"> · {enteredBy}</span>}
      </td>
      <td className={classes.in}>{direction === "in" && money(amount)}</td>
      <td className={classes.out}>{direction === "out" && money(amount)}</td>
      <td className={classes.balance}>{money(balance)}</td>
    </tr>
  );
}
