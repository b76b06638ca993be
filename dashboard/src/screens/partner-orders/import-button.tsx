import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { partnerOrdersQuery, usePartnersOn } from "./order-queries.ts";
import { taskOf } from "./order-state.ts";

/** Asks every partner for what it has (requirement D15); what came stands in the list of their orders. */
export function ImportButton() {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const fetched = useAct(
    () => answered(api.client.POST("/api/relations/import")),
    ({ asked, waiting }) =>
      announce(asked + waiting === 0 ? t("partnerOrders.nobodyToAsk") : t("partnerOrders.asked", { count: asked })),
  );
  if (!may("documents.edit")) return null;
  return (
    <>
      <Button variant="default" loading={fetched.isBusy} onClick={() => fetched.run(undefined)}>
        {t("partnerOrders.importButton")}
      </Button>
      <Refused error={fetched.error} />
    </>
  );
}

/** At the list of sales, while there are any: orders of partners come by themselves, and would wait unseen. */
export function PartnerOrdersWaiting() {
  const { t } = useWords();
  const api = useApi();
  const isOn = usePartnersOn();
  const { data } = useQuery({ ...partnerOrdersQuery(api, {}), enabled: isOn });
  const count = data?.items.filter((order) => taskOf(order) !== null).length ?? 0;
  if (count === 0) return null;
  return (
    <Notice
      look="act"
      actions={
        <ButtonLink
          variant="default"
          to="/a/$administration/partners/orders"
          params={{ administration: api.administrationId }}
        >
          {t("partnerOrders.seeButton")}
        </ButtonLink>
      }
    >
      <p>{t("partnerOrders.waiting", { count })}</p>
    </Notice>
  );
}

/** At the list of sales: to the orders of partners, where they are fetched. */
export function PartnerOrdersLink() {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  if (!usePartnersOn()) return null;
  return (
    <ButtonLink variant="default" to="/a/$administration/partners/orders" params={{ administration }}>
      {t("partnerOrders.listButton")}
    </ButtonLink>
  );
}
