import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./schema.ts";

export type Schemas = components["schemas"];
export type Overview = Schemas["Overview"];
export type Cause = Schemas["Cause"];
export type Problem = Schemas["Problem"];
export type ApiClient = Client<paths>;

/** A client for one administration; null before one is chosen. The session is a cookie the page cannot read. */
export function clientFor(administrationId: string | null, language: () => string): ApiClient {
  const client = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin" });
  client.use({
    onRequest: ({ request }) => {
      if (administrationId !== null) request.headers.set("schakel-administration", administrationId);
      request.headers.set("accept-language", language());
    },
  });
  return client;
}

/** A refusal of the hub, as an error that carries its problem. */
export interface Refusal extends Error {
  readonly problem: Problem;
}

export const refusalOf = (error: unknown): Problem | null =>
  error instanceof Error && "problem" in error ? (error as Refusal).problem : null;

const goneStatuses: readonly (number | undefined)[] = [502, 503, 504];

/** True when no answer of the hub came: it is away, the browser is offline, or a proxy says so in its place. */
export const isAway = (error: unknown): boolean =>
  error instanceof TypeError ||
  (refusalOf(error)?.type === strangeType && goneStatuses.includes(refusalOf(error)?.status));

type Answer<D> = { data?: D; error?: unknown; response: Response };

const isProblem = (body: unknown): body is Problem => typeof body === "object" && body !== null && "code" in body;

const strangeType = "about:blank";

/** Of something between here and the hub. */
const strangeAnswer = (status: number): Problem => ({
  type: strangeType,
  title: `HTTP ${status}`,
  status,
  code: "remote.unavailable",
  detail: `The answer ${status} is not one of this hub`,
});

/** The body of the answer, or a thrown `Refusal`: `answered(client.GET("/api/orders", …))`. */
export async function answered<D>(call: Promise<Answer<D>>): Promise<D> {
  const { data, error, response } = await call;
  if (response.ok) return data as D;
  const problem = isProblem(error) ? error : strangeAnswer(response.status);
  throw Object.assign(new Error(problem.detail), { problem });
}
