import { Link } from "@tanstack/react-router";
import type { Schemas } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./work.module.css";

/** Money that has to go back to customers: one row each, longest first, and the way to the rest. */
export function ToRepayRows({ toRepay: { count, documents } }: { readonly toRepay: Schemas["ToRepay"] }) {
  const { t, format } = useWords();
  const may = useMay();
  const { id: administration } = useAdministration();
  const to = "/a/$administration/documents/$document";
  return (
    <>
      {documents.map(({ id, number, title, since }) => (
        <li key={id} className={classes.cause}>
          <div className={classes.row}>
            <StateShape look="act" size={20} />
            <div className={classes.words}>
              <Link to={to} params={{ administration, document: id }}>
                {title}
              </Link>
              <span className="quiet">{t("work.toRepay", { number, day: format.day(since) })}</span>
            </div>
            {may("payments.manage") && (
              <ButtonLink variant="default" to={to} params={{ administration, document: id }} search={{ act: "repay" }}>
                {t("pay.repayButton")}
              </ButtonLink>
            )}
          </div>
        </li>
      ))}
      {count > documents.length && (
        <li className={classes.cause}>
          <div className={classes.row}>
            <span />
            <Link to="/a/$administration/documents" params={{ administration }} search={{ payment: "toRepay" }}>
              {t("home.showAll", { count: format.count(count) })}
            </Link>
          </div>
        </li>
      )}
    </>
  );
}
