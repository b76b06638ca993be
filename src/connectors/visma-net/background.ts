import { z } from "zod";
import type { HttpRequest } from "#connect/http.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { refusalIn } from "./errors.ts";
import type { Visma } from "./settings.ts";

const Accepted = z.object({ id: z.string().min(1) });
const State = z.object({
  status: z.string(),
  statusCode: z.number().nullish(),
  errorMessage: z.string().nullish(),
  hasResponseContent: z.boolean().nullish(),
  responseHeaders: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullish(),
});

/** Longer than this nobody waits here for a job: what came of it is looked up later. */
const looks = 20;
const betweenMs = 1000;

const unknown = (why: string, cause?: unknown): HubError =>
  new HubError("remote.outcome_unknown", `Visma Net took this in to make it later, and ${why}`, { cause });

/**
 * Sends a write that is taken in at once and carried out later; returns the headers of its own answer. Whatever goes wrong after it was taken in
 * says nothing about what came of it.
 */
export async function runInBackground(visma: Visma, request: HttpRequest): Promise<Readonly<Record<string, string>>> {
  const headers = { ...request.headers, "erp-api-background": "none" };
  const { id } = await visma.http.json({ ...request, headers }, Accepted);
  const path = `v1/background/${encodeURIComponent(id)}`;
  for (let look = 0; look < looks; look += 1) {
    const state = await afterwards(() => visma.http.json({ method: "GET", path }, State));
    if (state.status !== "Started") return resultOf(visma, path, state);
    await afterwards(() => visma.http.wait(betweenMs));
  }
  throw unknown("has not done so yet");
}

async function afterwards<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw unknown(`what came of it could not be asked: ${asHubError(thrown).message}`, thrown);
  }
}

async function resultOf(
  { http }: Visma,
  path: string,
  state: z.output<typeof State>,
): Promise<Readonly<Record<string, string>>> {
  const { statusCode, errorMessage, hasResponseContent, responseHeaders } = state;
  const status = statusCode ?? 0;
  if (state.status === "Finished" && status < 400) {
    const flat = Object.entries(responseHeaders ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      [value].flat().join(", "),
    ]);
    return Object.fromEntries(flat) as Record<string, string>;
  }
  // Only their own refusal says that nothing was made.
  if (status < 400 || status >= 500) throw unknown(`failed (${status}): ${errorMessage ?? ""}`);
  const content =
    hasResponseContent === true ? await afterwards(() => http.raw({ method: "GET", path: `${path}/content` })) : null;
  const words = content === null ? "" : refusalIn(content.body).words;
  throw new HubError("document.rejected", words || errorMessage || `Visma Net refused this (${status})`, {
    details: { status: String(status), answer: words },
  });
}
