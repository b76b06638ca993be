import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Overview } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./first-steps.module.css";
import { ShopStep, variantOf } from "./shop-step.tsx";

interface Step {
  readonly isDone: boolean;
  readonly title: string;
  readonly body: ReactNode;
  /** Something of it is still to be filled in, and nothing waits for that. */
  readonly isLacking?: boolean;
}

/** A new administration: three steps before there is something to see, the first that is not done open. */
export function FirstSteps({ setUp }: { readonly setUp: NonNullable<Overview["setUp"]> }) {
  const { t } = useWords();
  const open = [setUp.company, setUp.shop, setUp.firstOrder].indexOf(false);
  const steps: readonly Step[] = [
    {
      isDone: setUp.company,
      isLacking: !setUp.bankAccount,
      title: t("home.start.company"),
      body: setUp.company ? <CompanyDone lacksAccount={!setUp.bankAccount} /> : <CompanyStep isNext={open === 0} />,
    },
    {
      isDone: setUp.shop,
      title: t("home.start.shop"),
      body: setUp.shop ? <p className="quiet">{t("home.start.shop.body")}</p> : <ShopStep isNext={open === 1} />,
    },
    {
      isDone: setUp.firstOrder,
      title: t("home.start.order"),
      body: <p className="quiet">{t("home.start.order.body")}</p>,
    },
  ];
  return (
    <ol className={classes.steps}>
      {steps.map(({ isDone, title, body, isLacking = false }, at) => (
        <li key={title} aria-current={at === open ? "step" : undefined}>
          {isDone ? (
            <StateShape look={isLacking ? "waiting" : "done"} size={22} />
          ) : (
            <span className={classes.digit}>{at + 1}</span>
          )}
          <div>
            <h2>{title}</h2>
            {body}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The company is ready for a shop. Without account number a customer who wants to transfer cannot: said here, with the way to it. */
function CompanyDone({ lacksAccount }: { readonly lacksAccount: boolean }) {
  const { t } = useWords();
  const may = useMay();
  const { id: administration } = useAdministration();
  const lacking = t("home.start.company.noAccount");
  return (
    <>
      <p className="quiet">{t("home.start.company.done")}</p>
      {may("company.manage") ? (
        <p>
          <Link to="/a/$administration/settings/company" params={{ administration }}>
            {lacksAccount ? lacking : t("home.start.company.see")}
          </Link>
        </p>
      ) : (
        lacksAccount && <p>{lacking}</p>
      )}
    </>
  );
}

function CompanyStep({ isNext }: { readonly isNext: boolean }) {
  const { t } = useWords();
  const may = useMay();
  const { id: administration } = useAdministration();
  return (
    <>
      <p className="quiet">{t("home.start.company.body")}</p>
      {may("company.manage") ? (
        <div>
          <ButtonLink to="/a/$administration/settings/company" params={{ administration }} variant={variantOf(isNext)}>
            {t("home.start.company.button")}
          </ButtonLink>
        </div>
      ) : (
        <p>{t("home.start.who")}</p>
      )}
    </>
  );
}
