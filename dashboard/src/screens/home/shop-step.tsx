import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import type { App } from "#dashboard/screens/apps/app-state.ts";
import { connectorsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface StepProps {
  /** There is one main button: that of the step whose turn it is. */
  readonly isNext?: boolean;
}

export const variantOf = (isNext: boolean): "filled" | "default" => (isNext ? "filled" : "default");

/** The shop, as far as it is: no connection yet, one that was begun, or one that still has to be coupled. */
export function ShopStep({ isNext = true }: StepProps) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const administration = api.administrationId;
  const isMine = may("connections.manage") && may("apps.manage");
  const { data: connections } = useQuery({
    queryKey: api.key("connections"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/connections", { signal })),
    enabled: isMine,
  });
  const { data: connectors } = useQuery({ ...connectorsQuery(api), enabled: isMine });
  const shops = connectors?.items.filter(({ givesOrders }) => givesOrders) ?? [];
  const shop = connections?.items.find(({ connector }) => shops.some(({ id }) => id === connector));
  if (shop?.state === "connected") {
    return (
      <>
        <p className="quiet">{t("home.start.shop.coupleBody")}</p>
        <div>
          <ButtonLink to="/a/$administration/couplings" params={{ administration }} variant={variantOf(isNext)}>
            {t("home.start.shop.couple")}
          </ButtonLink>
        </div>
      </>
    );
  }
  return (
    <>
      <p className="quiet">{t("home.start.shop.body")}</p>
      {!isMine && <p>{t("home.start.who")}</p>}
      {isMine && connections !== undefined && shop === undefined && (
        <div className={panel.buttons}>
          {shops.map(({ id, name }, at) => (
            <Connect key={id} connectorId={id} name={name} isNext={isNext && at === 0} />
          ))}
        </div>
      )}
      {shop !== undefined && (
        <div>
          <ButtonLink
            to="/a/$administration/connections/$connection/{-$step}"
            params={{ administration, connection: shop.id }}
            variant={variantOf(isNext)}
          >
            {t("home.start.shop.goOn")}
          </ButtonLink>
        </div>
      )}
    </>
  );
}

/** The app of the shop, when it is off, is switched on along the way: nobody connects a shop to leave it off. */
function Connect({
  connectorId,
  name,
  isNext,
}: Required<StepProps> & { readonly connectorId: string; readonly name: string }) {
  const { t } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const { data: apps } = useQuery({
    queryKey: api.key("apps"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/apps", { signal })),
  });
  const app = apps?.items.find(({ connector }) => connector === connectorId);
  const go = () =>
    navigate({
      to: "/a/$administration/connections/new/$connector",
      params: { administration: api.administrationId, connector: connectorId },
    });
  const activate = useAct(
    (module: App["module"]) =>
      answered(api.client.POST("/api/apps/{module}/activate", { params: { path: { module } }, body: {} })),
    () => void go(),
  );
  if (app === undefined) return null;
  return (
    <>
      <div>
        <Button
          variant={variantOf(isNext)}
          loading={activate.isBusy}
          onClick={() => (app.state === "on" ? void go() : activate.run(app.module))}
        >
          {t("home.start.shop.button", { system: name })}
        </Button>
      </div>
      <Refused error={activate.error} />
    </>
  );
}
