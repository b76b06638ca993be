import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import filterClasses from "./filters.module.css";
import { QueryField } from "./query-field.tsx";

interface Filters {
  readonly q?: string;
  readonly archived?: true;
}

interface Props {
  readonly to: "/a/$administration/parties" | "/a/$administration/items";
  readonly label: string;
  readonly filters: Filters;
  readonly children?: ReactNode;
}

/** Searching in a book of contacts or items, and what was put away. */
export function BookHead({ to, label, filters, children }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const navigate = useNavigate();
  const go = (search: Filters): void =>
    void navigate({ to, params: { administration }, search, replace: true, resetScroll: false });
  const { q, archived } = filters;
  return (
    <search className={filterClasses.filters}>
      <QueryField
        label={label}
        value={q ?? ""}
        onChange={(words) => go({ ...(archived && { archived }), ...(words !== "" && { q: words }) })}
      />
      <Button
        variant={archived ? "light" : "default"}
        aria-pressed={archived === true}
        onClick={() => go({ ...(q !== undefined && { q }), ...(!archived && { archived: true }) })}
      >
        {t("book.archived")}
      </Button>
      {children}
    </search>
  );
}
