/** Refusals in the provider's shape: `{code, message, traceId, spanId}`. */
import { randomBytes } from "node:crypto";
import { Refused, type Reply } from "#sandbox/mollie/provider-server.ts";

export function problem(status: number, code: string, message: string): Reply {
  const [traceId, spanId] = [randomBytes(8).toString("hex"), randomBytes(8).toString("hex")];
  return { status, body: { code, message, traceId, spanId } };
}

export const refuse = (status: number, code: string, message: string): Refused =>
  new Refused(problem(status, code, message));

export const invalid = (field: string): Refused => refuse(400, "FIELD_IS_INVALID", `Field ${field} is invalid`);

const planned: Readonly<Record<401 | 429 | 500 | 503, readonly [string, string]>> = {
  401: ["UNAUTHORIZED", "API key is missing or invalid."],
  429: ["TOO_MANY_REQUESTS", "Rate limit exceeded."],
  500: ["TECHNICAL_ERROR", "Technical error in Payment service"],
  503: ["TRY_AGAIN_LATER", "One of the internal services is unavailable"],
};

export const refusal = (status: 401 | 429 | 500 | 503): Reply => problem(status, ...planned[status]);
