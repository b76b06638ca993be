import { useBlocker } from "@tanstack/react-router";
import { useWords } from "#dashboard/words/use-texts.ts";

/** Leaving with work that is not saved asks once, inside the application and when the tab closes. */
export function useUnsaved(isDirty: boolean): void {
  const { t } = useWords();
  useBlocker({
    shouldBlockFn: () => isDirty && !window.confirm(`${t("form.unsaved")}. ${t("form.leave")}?`),
    enableBeforeUnload: () => isDirty,
    disabled: !isDirty,
  });
}
