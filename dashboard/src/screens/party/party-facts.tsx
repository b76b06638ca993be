import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { MailLink } from "#dashboard/parts/mail-link.tsx";
import { addressLines, type Address } from "#dashboard/parts/address-fields.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import panel from "#dashboard/parts/panel.module.css";
import type { Party } from "#dashboard/screens/parties/parties-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { languageName } from "./customer-languages.ts";
import classes from "./party.module.css";

const isZero = (amount: string): boolean => /^-?0*(\.0*)?$/.test(amount);

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
        <Facts>
          <Fact name={t("parties.open")}>
            {isZero(sums.openAmount) ? (
              t("party.nothingOpen")
            ) : (
              <strong className="number">{format.amount(sums.openAmount)}</strong>
            )}
          </Fact>
          <Fact name={t("party.revenue")}>
            <span className="number">{format.amount(sums.revenue)}</span>
          </Fact>
          <Fact name={t("parties.documents")}>
            {count > 0 && (
              <Link to="/a/$administration/documents" params={{ administration }} search={{ buyer: party.id }}>
                {format.count(count)}
              </Link>
            )}
          </Fact>
          <Fact name={t("party.last")}>{sums.lastDocumentOn === null ? "" : format.day(sums.lastDocumentOn)}</Fact>
        </Facts>
      </section>
      <section className={panel.panel}>
        <h2>{t("party.facts")}</h2>
        <Facts>
          <Fact name={t("party.contactName")}>{party.contactName}</Fact>
          <Fact name={t("setup.email")}>{email !== "" && <MailLink to={email} />}</Fact>
          <Fact name={t("party.phone")}>
            {phone !== "" && <a href={`tel:${phone.replaceAll(/[^\d+]/g, "")}`}>{phone}</a>}
          </Fact>
          <Fact name={t("setup.vat")}>{party.vatIdentifier}</Fact>
          <Fact name={t("company.register", { context: country })}>{party.legalRegistrationIdentifier}</Fact>
          <Fact name={t("party.language")}>
            {party.language === null ? "" : languageName(party.language, language)}
          </Fact>
          {party.identifiers.map(({ scheme, value }) => (
            <Fact key={`${scheme} ${value}`} name={scheme}>
              {value}
            </Fact>
          ))}
          <Fact name={t("party.postal")}>
            <Lines address={addresses.postal} />
          </Fact>
          {addresses.delivery.map((address, index) => (
            // Places have no names of their own.
            <Fact key={index} name={t("party.delivery", { count: index + 1 })}>
              <Lines address={address} />
            </Fact>
          ))}
        </Facts>
        <p className={`${classes.changed} small quiet`}>
          {party.changedBy === ""
            ? t("book.changed", { moment: format.moment(party.changedAt) })
            : t("book.changedBy", { moment: format.moment(party.changedAt), user: party.changedBy })}
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
