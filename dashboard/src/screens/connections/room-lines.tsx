import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connection } from "./connection-state.ts";

/** How much may still be asked of the system and when what waits is through; nothing where there is nothing to say. */
export function RoomLines({ connection: { id: connectionId, name: system } }: { readonly connection: Connection }) {
  const { t, format } = useWords();
  const api = useApi();
  const { data: room } = useQuery({
    queryKey: api.key("connections", { room: connectionId }),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/connections/{connectionId}/room", { params: { path: { connectionId } }, signal })),
    refetchInterval: 15_000,
  });
  if (room === undefined) return null;
  const { windows, told, pausedUntil, usedPercent, backlog, expectedAt } = room;
  const count = format.count(backlog);
  const limits = [
    ...windows.map(({ requests, seconds, left }) =>
      t("room.window", {
        system,
        requests: format.count(requests),
        seconds: format.count(seconds),
        left: format.count(left),
      }),
    ),
    ...told.map(({ left, until }) => t("room.told", { system, left: format.count(left), time: format.when(until) })),
  ].map((line) => (
    <p key={line} className="quiet small">
      {line}
    </p>
  ));
  const slowed = [
    ...(pausedUntil === null ? [] : [t("room.paused", { system, time: format.when(pausedUntil) })]),
    ...(usedPercent === 100 ? [] : [t("room.narrowed", { percent: format.count(usedPercent) })]),
    ...(backlog === 0
      ? []
      : [
          expectedAt === null
            ? t("room.waiting", { waiting: count })
            : t("room.expected", { waiting: count, time: format.when(expectedAt) }),
        ]),
  ];
  if (slowed.length === 0) return limits;
  return (
    <Notice look="waiting">
      {slowed.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {limits}
    </Notice>
  );
}
