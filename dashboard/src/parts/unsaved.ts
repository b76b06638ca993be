import { useBlocker } from "@tanstack/react-router";
import { useMayLeave } from "./may-leave.ts";

/** Leaving with work that is not saved asks once, inside the application and when the tab closes. */
export function useUnsaved(isDirty: boolean): void {
  const mayLeave = useMayLeave(isDirty);
  useBlocker({
    shouldBlockFn: () => !mayLeave(),
    enableBeforeUnload: () => isDirty,
    disabled: !isDirty,
  });
}
