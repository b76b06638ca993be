import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { lookReasonOf, type PartnerOrder } from "./order-state.ts";
import classes from "./partner-orders.module.css";

interface FactsProps {
  readonly order: PartnerOrder;
  /** It stands on the page of the document itself. */
  readonly isOnDocument?: boolean;
}

/** Whose order it is, what was answered, and what came of it. */
export function OrderFacts({ order, isOnDocument = false }: FactsProps) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { partner, relationId, documentId, issueDate, requested, net, currency, note, customerReference } = order;
  const { response, papers, revision, side } = order;
  return (
    <Facts>
      <Fact name={t("partners.partner")}>
        <Link to="/a/$administration/partners/$partner" params={{ administration, partner: relationId }}>
          {partner}
        </Link>
      </Fact>
      <Fact name={t(side === "seller" ? "partnerOrders.ourOrder" : "partnerOrders.purchase")}>
        {documentId !== null && !isOnDocument && (
          <Link to="/a/$administration/documents/$document" params={{ administration, document: documentId }}>
            {t("partnerOrders.openDocument")}
          </Link>
        )}
      </Fact>
      <Fact name={t("partnerOrders.issued")}>{format.day(issueDate)}</Fact>
      <Fact name={t("partnerOrders.requested")}>{requested !== null && format.day(requested)}</Fact>
      <Fact name={t("partnerOrders.value")}>{net !== null && format.amount(net, currency)}</Fact>
      <Fact name={t("partnerOrders.version")}>{revision > 0 && String(revision)}</Fact>
      <Fact name={t("partnerOrders.reference")}>{customerReference}</Fact>
      <Fact name={t("partnerOrders.note")}>{note}</Fact>
      <Fact name={t("partnerOrders.answer")}>
        {response !== null &&
          [
            t(`partnerOrders.code.${response.code}`),
            response.salesOrderId,
            response.promised !== null && t("partnerOrders.promisedOn", { day: format.day(response.promised) }),
            response.note,
          ]
            .filter(Boolean)
            .join(" · ")}
      </Fact>
      <Fact name={t("partnerOrders.papers")}>
        {papers.length > 0 && (
          <ul className={classes.papers}>
            {papers.map((paper) => (
              <li key={`${paper.kind} ${paper.number}`}>
                <Paper paper={paper} />
              </li>
            ))}
          </ul>
        )}
      </Fact>
    </Facts>
  );
}

/** Its lines wait in the list of what came from suppliers; until somebody books it there, nothing is booked. */
function Paper({ paper: { kind, number, date, basketId } }: { readonly paper: PartnerOrder["papers"][number] }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const name = [t(`partnerOrders.paper.${kind}`), number, date !== null && format.day(date)].filter(Boolean).join(" ");
  if (basketId === null) return <>{name}</>;
  return (
    <Link to="/a/$administration/purchasing/baskets/$basket" params={{ administration, basket: basketId }}>
      {name}
    </Link>
  );
}

/** What the other side said that nobody looked at yet. */
export function LookNotice({ order }: { readonly order: PartnerOrder }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const looked = useAct(() =>
    answered(
      api.client.POST("/api/relations/orders/{orderId}/looked", {
        params: { path: { orderId: order.id } },
        body: { version: order.version },
      }),
    ),
  );
  if (!order.needsLook) return null;
  return (
    <>
      <Notice
        look="act"
        actions={
          may("documents.edit") && (
            <Button variant="default" loading={looked.isBusy} onClick={() => looked.run(undefined)}>
              {t("partnerOrders.lookedButton")}
            </Button>
          )
        }
      >
        <p>{t(`partnerOrders.look.${lookReasonOf(order)}`, { partner: order.partner })}</p>
      </Notice>
      <Why error={looked.error} />
    </>
  );
}
