import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import type { paths } from "#dashboard/api/schema.ts";
import { Failed } from "#dashboard/parts/loaded.tsx";
import { Payload } from "#dashboard/parts/payload.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { subjectOf, type LogLine } from "./log-state.ts";
import classes from "./log.module.css";
import { tookText } from "./took.ts";

type Exchange = paths["/api/log/{runId}"]["get"]["responses"][200]["content"]["application/json"]["exchanges"][number];

interface Props {
  readonly exchanges: readonly Exchange[];
  readonly lines: readonly LogLine[];
}

/** What a run asked and how it was answered. The messages themselves are asked per order, because the hub notes who looks. */
export function RunCalls({ exchanges, lines }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const orders = ordersOf(lines);
  const [at, setAt] = useState(0);
  const [isAsked, setAsked] = useState(false);
  const order = orders[at];
  const path = { connectionId: order?.connectionId ?? "", orderId: order?.orderId ?? "" };
  const { data, error, isFetching } = useQuery({
    queryKey: api.key("messages", path.connectionId, path.orderId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/orders/{connectionId}/{orderId}/messages", { params: { path }, signal })),
    enabled: isAsked && order !== undefined,
    // Asked once per visit: each time is noted.
    staleTime: Infinity,
  });
  if (exchanges.length === 0) return <p className="quiet">{t("log.run.callsNone")}</p>;
  return (
    <>
      {orders.length > 1 && (
        <NativeSelect
          label={t("log.run.which")}
          value={String(at)}
          data={orders.map(({ subject }, index) => ({
            value: String(index),
            label: t("record.order", { number: subject }),
          }))}
          onChange={({ currentTarget }) => {
            setAt(Number(currentTarget.value));
            setAsked(false);
          }}
        />
      )}
      {order !== undefined && (
        <div>
          {!isAsked && (
            <Button variant="default" onClick={() => setAsked(true)} loading={isFetching}>
              {t("log.run.button.messages")}
            </Button>
          )}
          <p className="quiet small">{t("log.run.messages")}</p>
        </div>
      )}
      {error !== null && <Failed error={error} />}
      <ol className={classes.calls}>
        {exchanges.map(({ id, at: sentAt, method, url, status, elapsedMs }) => {
          const answer = data?.exchanges.find((one) => one.id === id)?.answer;
          return (
            <li key={id}>
              <p>
                <b data-failed={status === null || status >= 400 || undefined}>{status ?? t("log.run.noAnswer")}</b>{" "}
                <span className="quiet small">
                  {format.clock(sentAt)} · {tookText(elapsedMs, t, format)}
                </span>
              </p>
              <details className="code">
                <summary>
                  {method} {pathOf(url)}
                </summary>
                {url}
              </details>
              {isAsked && data !== undefined && order !== undefined && (
                <Payload
                  label={t("log.run.answerOf", { record: t("record.order", { number: order.subject }) })}
                  body={answer ?? ""}
                  empty={t("log.run.notKept")}
                />
              )}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** Without what stands behind the question mark: that is long, and seldom what somebody looks for. */
const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** Each order a run was about, once. */
function ordersOf(lines: readonly LogLine[]) {
  const found = new Map<string, { connectionId: string; orderId: string; subject: string }>();
  for (const line of lines) {
    const { connectionId, orderId } = line;
    const subject = subjectOf(line);
    if (connectionId === null || orderId === null || subject === null) continue;
    found.set(`${connectionId} ${orderId}`, { connectionId, orderId, subject });
  }
  return [...found.values()];
}
