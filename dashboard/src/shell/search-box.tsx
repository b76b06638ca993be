import { useDebouncedValue } from "@mantine/hooks";
import type { Icon } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState, type KeyboardEvent } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./search-box.module.css";
import { useMenu } from "./use-menu.ts";

/** Typing asks once it pauses. */
const pause = 200;

interface Hit {
  readonly key: string;
  readonly label: string;
  readonly about?: string;
  readonly icon?: Icon;
  readonly open: () => unknown;
}

interface HitGroup {
  readonly name: string;
  readonly hits: readonly Hit[];
}

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

/** Everything that fits what is typed: records first, then places to go. */
function useHits(typed: string): { readonly groups: readonly HitGroup[]; readonly isBusy: boolean } {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const entries = useMenu();
  const { data, isFetching } = useFound(typed);
  const wanted = typed.trim().toLowerCase();
  const found = wanted.length > 1 ? (data?.orders ?? []) : [];
  const orders = found.map(({ connectionId, orderId, number, customerName, total, currency, connectionName }) => ({
    key: `${connectionId} ${orderId}`,
    label: [number || orderId, customerName].filter(Boolean).join(" · "),
    about: [connectionName, ...(total === null ? [] : [format.amount(total, currency)])].join(" · "),
    open: () =>
      navigate({
        to: "/a/$administration/orders/$connection/$order/{-$tab}",
        params: { administration, connection: connectionId, order: orderId },
      }),
  }));
  const places = entries
    .filter(({ text }) => t(text).toLowerCase().includes(wanted))
    .map(({ text, to, icon }) => ({
      key: text,
      label: t(text),
      icon,
      open: () => navigate({ to, params: { administration } }),
    }));
  const groups = [
    { name: t("search.orders"), hits: orders },
    { name: t("search.go"), hits: places },
  ];
  return { groups: groups.filter(({ hits }) => hits.length > 0), isBusy: isFetching };
}

/** Go, find and do: a combobox whose list is always open. */
export function SearchBox({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const { groups, isBusy } = useHits(typed);
  const hits = groups.flatMap((group) => group.hits);
  const at = Math.min(chosen, Math.max(0, hits.length - 1));
  const open = (hit: Hit): void => {
    close();
    hit.open();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const hit = hits[at];
    if (step !== 0 && hits.length > 0) {
      setChosen((at + step + hits.length) % hits.length);
      event.preventDefault();
    } else if (event.key === "Enter" && hit !== undefined) open(hit);
  };
  return (
    <Dialog title={t("menu.search")} close={close} isBare>
      <input
        className={classes.input}
        type="search"
        role="combobox"
        autoFocus
        autoComplete="off"
        placeholder={t("menu.search")}
        aria-label={t("menu.search")}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={hits[at] === undefined ? undefined : `${id}-${at}`}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t("menu.search")} className={classes.list}>
        {groups.map(({ name, hits: members }) => (
          <div key={name} role="group" aria-label={name}>
            <p className={classes.name} aria-hidden>
              {name}
            </p>
            {members.map((hit) => {
              const index = hits.indexOf(hit);
              return (
                <SearchHit
                  key={hit.key}
                  id={`${id}-${index}`}
                  hit={hit}
                  isChosen={index === at}
                  open={() => open(hit)}
                />
              );
            })}
          </div>
        ))}
      </div>
      <p role="status" className={hits.length === 0 ? classes.none : "spoken-only"}>
        {hits.length > 0 ? "" : isBusy ? t("search.busy") : t("search.nothing")}
      </p>
    </Dialog>
  );
}

interface HitProps {
  readonly id: string;
  readonly hit: Hit;
  readonly isChosen: boolean;
  readonly open: () => void;
}

/** Focus stays in the field; this one is only pointed at. */
const SearchHit = ({ id, hit: { label, about, icon: Sign }, isChosen, open }: HitProps) => (
  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above has the keys
  <div id={id} role="option" tabIndex={-1} aria-selected={isChosen} className={classes.hit} onClick={open}>
    {Sign !== undefined && <Sign size={20} stroke={1.6} aria-hidden />}
    <span>{label}</span>
    {about !== undefined && <span className={classes.about}>{about}</span>}
  </div>
);
