/** What only a person can judge: a program can see whether the record of it is there and whole. */
export interface ByHand {
  /** What the record lacks, as a sentence that says its form; null when it is whole. `record`: what stands under the line's heading. */
  readonly byHand: (record: string) => string | null;
  /** The same record with a part of it emptied. */
  readonly emptied: (record: string) => string;
}

/** One line under "Shows" of an issue. */
export interface ProofLine {
  /** As the issue numbers it, with a letter where one line is proved in parts. */
  readonly number: string;
  readonly claim: string;
  /** What a reader types to see it apart. */
  readonly command: string;
  /** `sabotage` plants the fault this line exists to find. Counters come from the other side, never from the flow's own report. */
  readonly run: ((sabotage: boolean) => Promise<{ readonly ok: boolean; readonly measured: string }>) | ByHand;
}
