type Step = () => Promise<unknown>;
const steps: Step[] = [];

/**
 * After all tests of the file, the last asked first. Not `afterAll`: what is asked of it inside a hook or a test, as by a
 * helper that `beforeAll` calls, never happens, and the next file of the same process finds it all still open.
 */
export const atEndOfFile = (step: Step): void => void steps.push(step);

/** Called by the set-up file. Every step is tried, also after one that failed. */
export async function endFile(): Promise<void> {
  const failed: unknown[] = [];
  for (const step of steps.splice(0).toReversed()) await step().catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw new AggregateError(failed, "What the tests of this file began did not end");
}
