import { Link } from "@tanstack/react-router";
import { MailLink } from "#dashboard/parts/mail-link.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderPage } from "./order-query.ts";
import classes from "./order.module.css";

/** Who bought. */
export function CustomerPanel({ page: { order, customer, paymentMethod, note } }: { readonly page: OrderPage }) {
  const { t } = useWords();
  const may = useMay();
  const { id: administration } = useAdministration();
  return (
    <section className={`${panel.panel} not-printed`}>
      <h2>{t("order.customer")}</h2>
      {customer === null ? (
        <p className="quiet">{t(order.outcome === "skipped" ? "order.noCustomer" : "order.customerUnknown")}</p>
      ) : (
        <div className={classes.facts}>
          <p>
            <strong>
              {customer.partyId !== null && may("parties.read") ? (
                <Link to="/a/$administration/parties/$party" params={{ administration, party: customer.partyId }}>
                  {customer.name}
                </Link>
              ) : (
                customer.name
              )}
            </strong>
          </p>
          {customer.contactName !== "" && customer.contactName !== customer.name && <p>{customer.contactName}</p>}
          <p className="quiet">{customer.vatIdentifier === "" ? t("order.private") : customer.vatIdentifier}</p>
          <p className="quiet">{[customer.cityName, customer.countryCode].filter(Boolean).join(", ")}</p>
          {customer.email !== "" && (
            <p>
              <MailLink to={customer.email} />
            </p>
          )}
          {customer.phone !== "" && (
            <p>
              <a href={`tel:${customer.phone}`}>{customer.phone}</a>
            </p>
          )}
          {paymentMethod !== "" && <p className="quiet">{t("order.paidBy", { method: paymentMethod })}</p>}
          {note !== "" && <p>{t("order.note", { note })}</p>}
        </div>
      )}
    </section>
  );
}
