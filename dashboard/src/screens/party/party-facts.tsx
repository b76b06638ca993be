import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { addressLines, type Address } from "#dashboard/parts/address-fields.tsx";
import { Facts } from "#dashboard/parts/facts.tsx";
import panel from "#dashboard/parts/panel.module.css";
import type { Party } from "#dashboard/screens/parties/parties-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { languageName } from "./customer-languages.ts";
import classes from "./party.module.css";

/** Who it is, and what stands between us. */
export function PartyFacts({ party }: { readonly party: Party }) {
  const { t, format, language, country } = useWords();
  const { administrationId: administration } = useApi();
  const may = useMay();
  const { sums, addresses, email, phone } = party;
  const count = sums.documentCount;
  return (
    <div className={classes.column}>
      <section className={panel.panel}>
        <h2>{t("party.between")}</h2>
        <Facts
          facts={[
            [t("parties.open"), <strong className="number">{format.amount(sums.openAmount)}</strong>],
            [t("party.revenue"), <span className="number">{format.amount(sums.revenue)}</span>],
            [
              t("parties.documents"),
              count === 0 ? (
                ""
              ) : (
                <Link to="/a/$administration/documents" params={{ administration }} search={{ buyer: party.id }}>
                  {format.count(count)}
                </Link>
              ),
            ],
            [t("party.last"), sums.lastDocumentOn === null ? "" : format.day(sums.lastDocumentOn)],
          ]}
        />
      </section>
      <section className={panel.panel}>
        <h2>{t("party.facts")}</h2>
        <Facts
          facts={[
            [t("party.contactName"), party.contactName],
            [t("setup.email"), email === "" ? "" : <a href={`mailto:${email}`}>{email}</a>],
            [t("party.phone"), phone === "" ? "" : <a href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{phone}</a>],
            [t("setup.vat"), party.vatIdentifier],
            [t("company.register", { context: country }), party.legalRegistrationIdentifier],
            [t("party.language"), party.language === null ? "" : languageName(party.language, language)],
            ...party.identifiers.map(({ scheme, value }) => [scheme, value] as const),
            [t("party.postal"), <Lines key="postal" address={addresses.postal} />],
            ...addresses.delivery.map(
              (address, index) =>
                [t("party.delivery", { count: index + 1 }), <Lines key={index} address={address} />] as const,
            ),
          ]}
        />
        <p className={`${classes.changed} small quiet`}>
          {party.changedBy === ""
            ? t("book.changed", { moment: format.when(party.changedAt) })
            : t("book.changedBy", { moment: format.when(party.changedAt), user: party.changedBy })}
        </p>
        {!party.mayDelete && may("parties.manage") && <p className="small quiet">{t("book.mayNotDelete")}</p>}
      </section>
    </div>
  );
}

function Lines({ address }: { readonly address: Address }) {
  const { t, language } = useWords();
  const lines = addressLines(address, language);
  if (lines.length === 0) return <span className="quiet">{t("party.noAddress")}</span>;
  return lines.map((line) => <div key={line}>{line}</div>);
}
