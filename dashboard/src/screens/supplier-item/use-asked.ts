import { useState } from "react";
import { faultsOf } from "#dashboard/parts/field-faults.ts";

/** What the hub asks about once: a price that looks like a slip in its unit. Sent again as it is, it is right. */
export interface Asked {
  readonly isAsked: boolean;
  /** These values are about to be sent. */
  readonly note: () => void;
}

/** Whether the last refusal asked about exactly these values: whoever changes one of them is asked anew. */
export function useAsked(values: unknown, error: Error | null): Asked {
  const [sent, setSent] = useState("");
  const now = JSON.stringify(values);
  return { isAsked: sent === now && "confirmed" in faultsOf(error), note: () => setSent(now) };
}
