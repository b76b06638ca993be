import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Overview } from "#dashboard/api/client.ts";
import type { StateLook } from "#dashboard/look/tokens.ts";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DayBars } from "./day-bars.tsx";
import classes from "./home.module.css";

const shownAtFirst = 12;

type Line = Overview["couplings"][number];

/** Beside the name, and only when it is not simply on. */
const looks: Readonly<Record<Exclude<Line["state"], "live">, StateLook>> = {
  off: "skipped",
  dry: "busy",
  paused: "skipped",
  reconnect: "act",
  unreachable: "unknown",
  moduleOff: "skipped",
};

/** Per coupling: today, the last one, and how the last two weeks went. */
export function Couplings({ overview: { couplings, today } }: { readonly overview: Overview }) {
  const { t, format } = useWords();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? couplings : couplings.slice(0, shownAtFirst);
  const most = Math.max(1, ...couplings.flatMap(({ days14 }) => days14.map((count) => count ?? 0)));
  return (
    <section>
      <h2 className="spoken-only">{t("home.couplings")}</h2>
      <table className={classes.table}>
        <caption className="spoken-only">{t("home.couplingsCaption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("home.coupling")}</th>
            <th scope="col" className={classes.number}>
              {t("home.todayColumn")}
            </th>
            <th scope="col">{t("home.lastColumn")}</th>
            <th scope="col">{t("home.daysColumn")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <CouplingRow key={line.id} line={line} day={today.day} most={most} />
          ))}
        </tbody>
      </table>
      {couplings.length > shown.length && (
        <Button variant="default" mt={12} onClick={() => setAll(true)}>
          {t("home.showAll", { count: format.count(couplings.length) })}
        </Button>
      )}
    </section>
  );
}

function CouplingRow({ line, day, most }: { readonly line: Line; readonly day: string; readonly most: number }) {
  const { t, format } = useWords();
  const { id: administration } = useAdministration();
  const { id, name, state, today, lastAt, days14 } = line;
  const orders = { to: "/a/$administration/orders", params: { administration } } as const;
  return (
    <tr>
      <td>
        <Link {...orders} search={{ coupling: id }}>
          {name}
        </Link>{" "}
        {state !== "live" && <StateChip look={looks[state]}>{t(`coupling.${state}`)}</StateChip>}
      </td>
      <td className={classes.number}>
        {today === 0 ? (
          "–"
        ) : (
          <Link {...orders} search={{ coupling: id, from: day, to: day }}>
            {format.count(today)}
          </Link>
        )}
      </td>
      <td>{lastAt === null ? "–" : format.when(lastAt)}</td>
      <td>
        <DayBars counts={days14} today={day} most={most} />
      </td>
    </tr>
  );
}
