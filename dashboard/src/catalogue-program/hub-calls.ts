import { answered, isAway, refusalOf } from "#dashboard/api/client.ts";

/** What came of asking the hub, by what has to happen next. `refused` carries its own words. */
export type Failure =
  | { readonly failed: "away" }
  | { readonly failed: "signedOut" }
  | { readonly failed: "refused"; readonly status: number; readonly words: string };

export const isFailure = (result: object): result is Failure => "failed" in result;

/** Waits of a call that is asked to come back later; above this it is taken for away. */
const longestWaitSeconds = 70;
const mostTries = 5;

const secondsOf = (response: Response): number => {
  const seconds = Number(response.headers.get("retry-after") ?? "2");
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, longestWaitSeconds) : 2;
};

/**
 * Asks the hub. "Too many" is waited out; everything that is no answer of the hub is `away`, and nothing is concluded from it.
 */
export async function ask<D>(
  call: () => Promise<{ data?: D; error?: unknown; response: Response }>,
  signal?: AbortSignal,
): Promise<D | Failure> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await call();
      if (answer.response.status === 429 && tries < mostTries) {
        await pause(secondsOf(answer.response) * 1000, signal);
        continue;
      }
      return await answered<D>(Promise.resolve(answer));
    } catch (thrown) {
      return failureOf(thrown);
    }
  }
}

function failureOf(thrown: unknown): Failure {
  const problem = refusalOf(thrown);
  if (isAway(thrown) || (thrown instanceof DOMException && thrown.name === "AbortError")) return { failed: "away" };
  if (problem === null) throw thrown;
  if (problem.status === 401) return { failed: "signedOut" };
  // A hub in trouble, and whatever stands between it and us, said neither yes nor no.
  if (problem.status >= 500 || problem.status === 429 || problem.type === "about:blank") return { failed: "away" };
  const words = problem.errors?.map(({ message }) => message).find((message) => message !== "") ?? problem.title;
  return { failed: "refused", status: problem.status, words };
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = window.setTimeout(resolve, milliseconds);
  signal?.addEventListener("abort", () => {
    window.clearTimeout(timer);
    reject(new DOMException("Nobody waits any more", "AbortError"));
  });
  return promise;
}
