import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { connectionsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import type { Connection } from "#dashboard/screens/connections/connection-state.ts";
import type { App } from "./app-state.ts";
import { yellow } from "./button-colours.ts";

/** Yellow, at the left, once an app is on (B1.4): leads to what can be set of it. */
export function ConfigureButton({ app }: { readonly app: App }) {
  const { t } = useWords();
  const api = useApi();
  const { configures, connector, name } = app;
  const { data } = useQuery({ ...connectionsQuery(api), enabled: connector !== null && configures !== null });
  const target = targetOf(app, api.administrationId, data?.items ?? []);
  if (target === null) return null;
  const button = t("apps.button.configure");
  return (
    <Button
      vars={yellow}
      aria-label={t("apps.named", { button, app: name })}
      renderRoot={(props) => <Link {...props} {...target} />}
    >
      {button}
    </Button>
  );
}

const places = {
  texts: "/a/$administration/settings/texts",
  documents: "/a/$administration/documents",
  payments: "/a/$administration/payments",
  parties: "/a/$administration/parties",
  items: "/a/$administration/items",
  houseStyle: "/a/$administration/settings/style",
  supplierWebshops: "/a/$administration/settings/suppliers",
  partners: "/a/$administration/partners",
} as const;

const isPlace = (configures: string | null): configures is keyof typeof places =>
  configures !== null && configures in places;

/** Of a connector: its one connection, else the list, and making the first while there is none. */
function targetOf(
  { configures, connector }: App,
  administration: string,
  connections: readonly Connection[],
): LinkProps | null {
  if (isPlace(configures)) return { to: places[configures], params: { administration } };
  if (configures !== "connections" || connector === null) return null;
  const own = connections.filter((connection) => connection.connector === connector);
  const [only] = own;
  if (only === undefined)
    return { to: "/a/$administration/connections/new/$connector", params: { administration, connector } };
  return own.length > 1
    ? { to: "/a/$administration/connections", params: { administration } }
    : { to: "/a/$administration/connections/$connection/{-$step}", params: { administration, connection: only.id } };
}
