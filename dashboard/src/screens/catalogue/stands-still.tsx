import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { connectionsQuery, connectorsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import { stateOf } from "#dashboard/screens/connections/connection-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Catalogue } from "./catalogue-state.ts";

/** What keeps a coupling from working and is not its own: an app that is off, a connection somebody must do something about. */
export function StandsStill({
  catalogue: { sourceConnectionId, targetConnectionId },
}: {
  readonly catalogue: Catalogue;
}) {
  const { t } = useWords();
  const api = useApi();
  const { administrationId: administration } = api;
  const connections = useQuery(connectionsQuery(api)).data?.items ?? [];
  const connectors = useQuery(connectorsQuery(api)).data?.items ?? [];
  const ends = connections.filter(({ id }) => id === sourceConnectionId || id === targetConnectionId);
  const isOff = ends.some(({ connector }) => connectors.some(({ id, isOn }) => id === connector && !isOn));
  const still = ends.filter((connection) => ["reconnect", "paused"].includes(stateOf(connection)));
  return (
    <>
      {isOff && (
        <Notice look="skipped">
          <p>
            {t("couplings.appOff")}{" "}
            <Link to="/a/$administration/apps" params={{ administration }}>
              {t("connect.toApps")}
            </Link>
          </p>
        </Notice>
      )}
      {still.map(({ id, name }) => (
        <Notice key={id} look="act">
          <p>
            {t("catalogue.connectionStill", { system: name })}{" "}
            <Link to="/a/$administration/connections/$connection/{-$step}" params={{ administration, connection: id }}>
              {t("catalogue.toConnection")}
            </Link>
          </p>
        </Notice>
      ))}
    </>
  );
}
