import { useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";

/** The day it is where the company is, when this was opened. */
export function useToday(): string {
  const { format } = useWords();
  const [today] = useState(() => format.dayOf(new Date()));
  return today;
}
