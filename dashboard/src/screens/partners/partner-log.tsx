import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { FilterBar, FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import filterClasses from "#dashboard/parts/filters.module.css";
import { Failed, Waiting } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { RowTable } from "#dashboard/parts/row-table.tsx";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { SwitchOn } from "#dashboard/screens/apps/needs-app.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, readLogFilters, type LogFilters } from "./log-filters.ts";
import { partnerLogQuery } from "./partner-queries.ts";
import { causeOf, lineCauseOf, needsPerson, stepOf, type LogLine } from "./partner-state.ts";
import classes from "./partners.module.css";

interface Props {
  /** Of one partner; undefined: of all. */
  readonly relationId: string | undefined;
  readonly filters: LogFilters;
  /** Into the address. */
  readonly go: (filters: LogFilters) => void;
  /** What a partner is called, where the lines are of several. */
  readonly nameOf?: (relationId: string | null) => string;
  /** Narrows it besides. */
  readonly more?: React.ReactNode;
}

/** What went between us and a partner, and what did not, line by line. */
export function PartnerLog({ relationId, filters, go, nameOf, more }: Props) {
  const { t } = useWords();
  const change = (changes: { readonly way?: string; readonly trouble?: boolean }): void =>
    go(readLogFilters({ ...filters, ...changes }));
  const query = useInfiniteQuery(partnerLogQuery(useApi(), filters, relationId));
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query;
  if (refusalOf(error)?.code === "apps.off") return <SwitchOn module="partners" title="partners.title" />;
  if (data === undefined) return error === null ? <Waiting rows={6} /> : <Failed error={error} retry={refetch} />;
  const lines = data.pages.flatMap(({ items }) => items);
  return (
    <div className={panel.page}>
      <FilterBar isNarrowed={isNarrowed(filters)} clear={() => go({})}>
        {more}
        <FilterSelect
          label={t("partners.way")}
          value={filters.way}
          all={t("partners.wayBoth")}
          options={[
            { value: "out", label: t("partners.wayOut") },
            { value: "in", label: t("partners.wayIn") },
          ]}
          onChange={(way) => change({ way })}
        />
        <Button
          variant={filters.trouble ? "light" : "default"}
          aria-pressed={filters.trouble === true}
          onClick={() => change({ trouble: !filters.trouble })}
        >
          {t("partners.onlyTrouble")}
        </Button>
      </FilterBar>
      {lines.length === 0 ? (
        <p className={panel.empty}>{t(isNarrowed(filters) ? "auditLog.emptyFiltered" : "partners.logEmpty")}</p>
      ) : (
        <>
          <RowTable
            caption={t("partners.logCaption")}
            columns={[
              t("log.time"),
              ...(nameOf === undefined ? [] : [t("partners.partner")]),
              t("partners.logStep"),
              t("partners.logWhat"),
              t("log.result"),
            ]}
            count={lines.length}
            keyOf={(index) => lines[index]?.id ?? ""}
            className={classes.log}
            row={(index) => {
              const line = lines[index];
              return line && <Row line={line} index={index} name={nameOf?.(line.relationId)} />;
            }}
          />
          <div className={filterClasses.end}>
            {hasNextPage ? (
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {t("orders.more")}
              </Button>
            ) : (
              <p className="quiet small">{t("auditLog.end", { count: lines.length })}</p>
            )}
          </div>
        </>
      )}
    </div>
  );
}

interface RowProps {
  readonly line: LogLine;
  readonly index: number;
  readonly name: string | undefined;
}

function Row({ line, index, name }: RowProps) {
  const { t, format } = useWords();
  const { at, code, actor, way } = line;
  const step = t(`partners.step.${stepOf(line)}`);
  return (
    <tr data-index={index} aria-rowindex={index + 2}>
      <td className={classes.at}>
        <time dateTime={at}>{format.stamp(at)}</time>
      </td>
      {name !== undefined && (
        <td className={classes.of}>
          {line.relationId === null ? (
            <span className="quiet">–</span>
          ) : (
            <PartnerLink id={line.relationId} name={name} />
          )}
        </td>
      )}
      <td className={classes.step}>
        {code === "" ? step : <StateChip look={needsPerson(causeOf(code)) ? "act" : "waiting"}>{step}</StateChip>}
      </td>
      <td className={classes.what}>
        {way !== null && <span className="quiet">{t(way === "out" ? "partners.wayOut" : "partners.wayIn")} </span>}
        <Document line={line} />
      </td>
      <td className={classes.result}>
        <Result line={line} />
        {actor !== "" && <span className="quiet">{actor}</span>}
      </td>
    </tr>
  );
}

function PartnerLink({ id, name }: { readonly id: string; readonly name: string }) {
  const { administrationId: administration } = useApi();
  return (
    <Link to="/a/$administration/partners/$partner" params={{ administration, partner: id }}>
      {name}
    </Link>
  );
}

/** Which document a line is about; ours has a page. */
function Document({ line: { docType, businessId, revision, documentId } }: { readonly line: LogLine }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  if (docType === "") return null;
  const isLater = revision !== null && revision > 0;
  const text = [t(`partners.docType.${docType}`), businessId, isLater && t("partners.revision", { number: revision })]
    .filter(Boolean)
    .join(" ");
  if (documentId === null) return text;
  return (
    <Link to="/a/$administration/documents/$document" params={{ administration, document: documentId }}>
      {text}
    </Link>
  );
}

/** Why it did not go well, in words of ours, with what was said beside it. */
function Result({ line: { code, text } }: { readonly line: LogLine }) {
  const { t } = useWords();
  if (code === "") return text === "" ? null : <span className="quiet">{text} </span>;
  return (
    <>
      <span>{t(`partners.cause.${lineCauseOf(code)}`)} </span>
      <span className="code">{text === "" ? code : `${code}: ${text}`}</span>{" "}
    </>
  );
}
