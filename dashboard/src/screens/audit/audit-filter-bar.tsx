import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { auditSubjects } from "#domain/audit-actions.ts";
import { useApi } from "#dashboard/api/api.ts";
import { FilterBar, FilterSelect } from "#dashboard/parts/filter-bar.tsx";
import { PeriodFields } from "#dashboard/parts/period-fields.tsx";
import { given } from "#dashboard/parts/search-values.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { isNarrowed, readFilters, type AuditFilters } from "./audit-filters.ts";

interface Props {
  readonly filters: AuditFilters;
  readonly actors: readonly { readonly actor: string; readonly name: string }[];
}

/** Narrows the list, and hands over what it shows as a file. */
export function AuditFilterBar({ filters, actors }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const go = (search: AuditFilters): void =>
    void navigate({
      to: "/a/$administration/settings/audit",
      params: { administration },
      search,
      replace: true,
      resetScroll: false,
    });
  const change = (changes: { readonly [Name in keyof AuditFilters]?: string | undefined }): void =>
    go(readFilters({ ...filters, ...changes }));
  const address = new URLSearchParams({ administration, ...given({ ...filters }) });
  return (
    <FilterBar isNarrowed={isNarrowed(filters)} clear={() => go({})}>
      <FilterSelect
        label={t("auditLog.who")}
        value={filters.actor}
        all={t("auditLog.everybody")}
        options={actors.map(({ actor, name }) => ({ value: actor, label: name }))}
        onChange={(actor) => change({ actor })}
      />
      <FilterSelect
        label={t("log.subject")}
        value={filters.subject}
        all={t("auditLog.everything")}
        options={auditSubjects.map((kind) => ({ value: kind, label: t(`auditLog.kind.${kind}`) }))}
        onChange={(subject) => change({ subject })}
      />
      <PeriodFields period={filters} change={change} />
      <Button component="a" variant="default" href={`/api/audit/export?${address.toString()}`} download>
        {t("auditLog.exportButton")}
      </Button>
    </FilterBar>
  );
}
