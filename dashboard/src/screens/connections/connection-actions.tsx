import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { stateOf, type Connection, type Connector } from "./connection-state.ts";
import { useConnectionTest } from "./use-connection-test.ts";

interface Props {
  readonly connection: Connection;
  readonly connector: Connector;
  /** The step of checking has the button itself. */
  readonly withCheck: boolean;
}

/** What can be done with a connection as it stands; nothing that cannot help. */
export function ConnectionActions({ connection, connector, withCheck }: Props) {
  const { t } = useWords();
  const may = useMay();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { name } = connection;
  const state = stateOf(connection);
  const params = { path: { connectionId: connection.id } };
  const refresh = () => queries.invalidateQueries({ queryKey: api.key("connections") });
  const test = useConnectionTest(connection);
  const sweep = useMutation({
    mutationFn: () => answered(api.client.POST("/api/connections/{connectionId}/sweep", { params })),
    onSuccess: async ({ announced }) => {
      announce(t("connection.swept", { count: announced }));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
  const move = useMutation({
    mutationFn: (to: "pause" | "resume") =>
      answered(
        to === "pause"
          ? api.client.POST("/api/connections/{connectionId}/pause", { params })
          : api.client.POST("/api/connections/{connectionId}/resume", { params }),
      ),
    onSuccess: async (_, to) => {
      announce(t(to === "pause" ? "connection.paused" : "connection.resumed", { system: name }));
      await refresh();
    },
  });
  return (
    <>
      <div className={panel.buttons}>
        {withCheck && may("connections.manage") && state !== "paused" && (
          <Button
            variant={state === "unchecked" ? "filled" : "default"}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            {t("connection.button.check")}
          </Button>
        )}
        {may("orders.act") && connector.givesOrders && state === "connected" && (
          <Button variant="default" loading={sweep.isPending} onClick={() => sweep.mutate()}>
            {t("connection.button.sweep")}
          </Button>
        )}
        {may("connections.manage") && (
          <Button
            variant={state === "paused" ? "filled" : "default"}
            loading={move.isPending}
            onClick={() => move.mutate(state === "paused" ? "resume" : "pause")}
          >
            {t(state === "paused" ? "connection.button.resume" : "connection.button.pause")}
          </Button>
        )}
      </div>
      <Refused error={test.error ?? sweep.error ?? move.error} />
    </>
  );
}
