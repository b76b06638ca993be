import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { CopyButton } from "#dashboard/parts/copy-button.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./messages-panel.module.css";
import type { OrderPlace } from "./order-query.ts";

/** What came in and what was fetched, with secrets masked. Asked once per visit, because the hub notes who looks. */
export function MessagesPanel({ place }: { readonly place: OrderPlace }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const path = { connectionId: place.connection, orderId: place.order };
  const query = useQuery({
    queryKey: api.key("messages", place.connection, place.order),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/orders/{connectionId}/{orderId}/messages", { params: { path }, signal })),
    staleTime: Infinity,
    enabled: may("log.read"),
  });
  if (!may("log.read")) {
    const roles = rolesWith("log.read").map((role) => t(`role.${role}`));
    return <p className={panel.panel}>{t("order.messagesForbidden", { roles: roles.join(", ") })}</p>;
  }
  return (
    <Loaded query={query} rows={8}>
      {({ deliveries, exchanges }) => (
        <>
          <p className="quiet small">{t("order.messagesMasked")}</p>
          <section className={panel.panel}>
            <h2>{t("order.received")}</h2>
            {deliveries.length === 0 && <p className="quiet">{t("order.receivedNone")}</p>}
            {deliveries.map(({ id, receivedAt, topic, body }, at) => (
              <Message key={id} at={receivedAt} what={topic} body={body} isOpen={at === deliveries.length - 1} />
            ))}
          </section>
          <section className={panel.panel}>
            <h2>{t("order.fetched")}</h2>
            {exchanges.length === 0 && <p className="quiet">{t("order.fetchedNone")}</p>}
            {exchanges.map(({ id, at, method, url, status, answer }) => (
              <Message key={id} at={at} what={`${method} ${url} · ${status ?? "–"}`} body={answer} />
            ))}
          </section>
        </>
      )}
    </Loaded>
  );
}

/** As people read it: with one field per line, when it is JSON. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

interface MessageProps {
  readonly at: string;
  readonly what: string;
  readonly body: string;
  readonly isOpen?: boolean;
}

function Message({ at, what, body, isOpen = false }: MessageProps) {
  const { t, format } = useWords();
  return (
    <details className={classes.message} open={isOpen}>
      <summary>{t("order.messageAt", { time: format.stamp(at), what })}</summary>
      {body !== "" && (
        <>
          <CopyButton value={body} what={what} isSmall />
          {/* It scrolls by itself, so it has to be reachable by keyboard. */}
          <pre tabIndex={0}>{readable(body)}</pre>
        </>
      )}
    </details>
  );
}
