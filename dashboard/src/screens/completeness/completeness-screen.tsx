import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { completenessQuery } from "./completeness-query.ts";
import { CouplingPanel } from "./coupling-panel.tsx";
import { daysOf, monthsTo, nameOfMonth, readMonth } from "./month.ts";
import classes from "./completeness.module.css";

const route = getRouteApi("/a/$administration/completeness/{-$period}");
const monthsShown = 36;

/** Is every order of a month accounted for, and where does each number come from? */
export function CompletenessScreen() {
  const { t, language } = useWords();
  const api = useApi();
  const navigate = useNavigate();
  const today = useToday();
  const month = readMonth(route.useParams().period, today);
  // The statement that stood there when a check went on by itself, per coupling.
  const [awaited, setAwaited] = useState<Readonly<Record<string, string>>>({});
  const query = useQuery(completenessQuery(api, daysOf(month), Object.keys(awaited).length > 0));
  const isAwaited = (couplingId: string, statementId: string) => awaited[couplingId] === statementId;
  return (
    <div className={panel.page}>
      <div className={panel.head}>
        <PageTitle>{t("completeness.title")}</PageTitle>
        <NativeSelect
          className={classes.month}
          label={t("completeness.month")}
          value={month}
          onChange={({ currentTarget }) =>
            void navigate({
              to: "/a/$administration/completeness/{-$period}",
              params: { administration: api.administrationId, period: currentTarget.value },
              replace: true,
            })
          }
          data={monthsTo(today, monthsShown, month).map((value) => ({ value, label: nameOfMonth(value, language) }))}
        />
      </div>
      <Loaded query={query} rows={10}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={panel.empty}>{t("completeness.noCouplings")}</p>
          ) : (
            items.map((item) => (
              <CouplingPanel
                key={item.couplingId}
                item={item}
                days={daysOf(month)}
                isAwaited={isAwaited(item.couplingId, item.statement?.id ?? "")}
                await={() => setAwaited({ ...awaited, [item.couplingId]: item.statement?.id ?? "" })}
              />
            ))
          )
        }
      </Loaded>
    </div>
  );
}
