/** Floor: the least this machine needs for the same thing at this moment. Ratio: result / floor of the headline figure. */
export interface BenchReport {
  readonly name: string;
  readonly floor: Readonly<Record<string, number>>;
  readonly result: Readonly<Record<string, number>>;
  readonly ratio: number;
  /** Largest resident memory of a hub process, MB. */
  readonly rss: number;
}
