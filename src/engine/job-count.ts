/** Jobs of this process: how many are under way, and how many ended in the last minute. */
export interface JobCount {
  during<T>(work: () => Promise<T>): Promise<T>;
  now(): { readonly active: number; readonly lastMinute: number };
}

export function countJobs(elapsedMs: () => number = () => performance.now()): JobCount {
  let active = 0;
  let endedAt: number[] = [];
  return {
    async during(work) {
      active += 1;
      try {
        return await work();
      } finally {
        active -= 1;
        endedAt.push(elapsedMs());
      }
    },
    now() {
      const minuteAgo = elapsedMs() - 60_000;
      endedAt = endedAt.filter((at) => at > minuteAgo);
      return { active, lastMinute: endedAt.length };
    },
  };
}
