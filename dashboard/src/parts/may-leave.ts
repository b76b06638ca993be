import { useWords } from "#dashboard/words/use-texts.ts";

/** Whether one may go on without what was typed: asks when there is something to lose. */
export function useMayLeave(isDirty: boolean): () => boolean {
  const { t } = useWords();
  return () => !isDirty || window.confirm(`${t("form.unsaved")}. ${t("form.leave")}?`);
}
