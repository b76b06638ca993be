/** One line under "Shows" of an issue. */
export interface ProofLine {
  /** As the issue numbers it, with a letter where one line is proved in parts. */
  readonly number: string;
  readonly claim: string;
  /** What a reader types to see it apart. */
  readonly command: string;
  /** `sabotage` plants the fault this line exists to find. Counters come from the other side, never from the flow's own report. */
  readonly run: ((sabotage: boolean) => Promise<{ readonly ok: boolean; readonly measured: string }>) | "by hand";
}
