import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ComponentProps } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { connectionsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import type { App } from "./app-state.ts";

/** Yellow, at the left, once an app is on (B1.4): leads to what can be set of it. */
export function ConfigureButton({ app: { configures, connector, name } }: { readonly app: App }) {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const { data } = useQuery({ ...connectionsQuery(api), enabled: connector !== null && configures !== null });
  if (configures === null) return null;
  const button = t("apps.button.configure");
  const link = (props: Omit<ComponentProps<"a">, "href">) => {
    if (configures === "texts") return <Link {...props} to="/a/$administration/texts" params={{ administration }} />;
    const own = data?.items.filter((connection) => connection.connector === connector) ?? [];
    const [only] = own;
    if (own.length > 1) return <Link {...props} to="/a/$administration/connections" params={{ administration }} />;
    if (only !== undefined)
      return (
        <Link
          {...props}
          to="/a/$administration/connections/$connection/{-$step}"
          params={{ administration, connection: only.id }}
        />
      );
    return (
      <Link
        {...props}
        to="/a/$administration/connections/new/$connector"
        params={{ administration, connector: connector ?? "" }}
      />
    );
  };
  return (
    <Button
      color="configure"
      c="var(--configure-text)"
      aria-label={t("apps.named", { button, app: name })}
      renderRoot={link}
    >
      {button}
    </Button>
  );
}
