import { Button } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { usePartnersOn } from "./order-queries.ts";

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
