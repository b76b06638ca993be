import { useWords } from "#dashboard/words/use-texts.ts";
import type { Retention } from "./retention-screen.tsx";

/** What went, in words, with how much of it. */
export function DeletedRows({ rows }: { readonly rows: Retention["passes"][number]["deleted"] }) {
  const { t } = useWords();
  return (
    <ul>
      {rows.map(({ table, count }) => (
        <li key={table}>{t("retention.row", { what: t(`retention.table.${table}`), count })}</li>
      ))}
    </ul>
  );
}
