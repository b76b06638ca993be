import "#dashboard/parts/dialog.css";
import "@mantine/spotlight/styles.css";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./search-box.module.css";
import { useMenu } from "./use-menu.ts";

/** Typing asks once it pauses. */
const pause = 200;

/** What the hub finds by number, amount, name or reference. */
function useFound(typed: string) {
  const api = useApi();
  const [q] = useDebouncedValue(typed.trim(), pause);
  return useQuery({
    queryKey: api.key("search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/search", { params: { query: { q } }, signal })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
}

/** Go, find and do. `opened` counts how often somebody asked for it. */
export function SearchBox({ opened }: { readonly opened: number }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const entries = useMenu();
  const [typed, setTyped] = useState("");
  const { data, isFetching } = useFound(typed);
  useEffect(() => spotlight.open(), [opened]);

  const wanted = typed.trim().toLowerCase();
  const places = entries.filter(({ text }) => t(text).toLowerCase().includes(wanted));
  const groups: SpotlightActionGroupData[] = [
    {
      group: t("search.orders"),
      actions: (wanted.length > 1 ? (data?.orders ?? []) : []).map(
        ({ connectionId, orderId, number, customerName, total, currency, connectionName }) => ({
          id: `${connectionId} ${orderId}`,
          label: [number || orderId, customerName].filter(Boolean).join(" · "),
          description: [connectionName, ...(total === null ? [] : [format.amount(total, currency)])].join(" · "),
          onClick: () =>
            void navigate({
              to: "/a/$administration/orders/$connection/$order/{-$tab}",
              params: { administration, connection: connectionId, order: orderId },
            }),
        }),
      ),
    },
    {
      group: t("search.go"),
      actions: places.map(({ text, to, icon: Icon }) => ({
        id: text,
        label: t(text),
        leftSection: <Icon size={20} stroke={1.6} aria-hidden />,
        onClick: () => void navigate({ to, params: { administration } }),
      })),
    },
  ];
  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      // The hub has searched already; what it found by an amount need not hold the typed text.
      filter={(_, actions) => actions}
      query={typed}
      onQueryChange={setTyped}
      clearQueryOnClose
      shortcut={null}
      centered={false}
      overlayProps={{ blur: 0 }}
      classNames={classes}
      nothingFound={isFetching ? t("search.busy") : t("search.nothing")}
      searchProps={{ placeholder: t("menu.search"), "aria-label": t("menu.search") }}
    />
  );
}
