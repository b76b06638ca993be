import { z } from "zod";
import { HubError, type ErrorCode } from "#domain/error.ts";

/** Codes of a refused request, beside the hub's own error codes. */
export const requestCodes = {
  "request.invalid": 400,
  "request.unauthorized": 401,
  "request.forbidden": 403,
  "request.not_found": 404,
  "request.conflict": 409,
  "request.too_large": 413,
  "request.wrong_type": 415,
  "request.too_many": 429,
} as const;
export type RequestCode = keyof typeof requestCodes;

const statuses: Readonly<Record<ErrorCode, number>> = {
  "remote.unavailable": 502,
  "remote.rate_limited": 503,
  "remote.outcome_unknown": 502,
  "remote.conflict": 409,
  "credentials.expired": 422,
  "credentials.insufficient": 422,
  "settings.invalid": 400,
  "mapping.missing": 422,
  "capability.missing": 422,
  "document.invalid": 422,
  "document.rejected": 422,
  "document.totals_mismatch": 422,
  "remote.protocol_changed": 502,
  "internal.unexpected": 500,
};

/** RFC 9457. `errors` names each field and the mend. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

/** A refusal of the request itself. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly code: RequestCode;
  readonly fields: Problem["errors"];
  constructor(code: RequestCode, message: string, fields?: Problem["errors"]) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

const problemOf = (
  code: string,
  status: number,
  title: string,
  detail: string,
  errors?: Problem["errors"],
): Problem => ({
  type: `urn:schakel:error:${code}`,
  title,
  status,
  code,
  detail,
  ...(errors && { errors }),
});

const titles: Readonly<Record<number, string>> = {
  400: "The request does not fit",
  401: "No valid access token",
  403: "Not allowed",
  404: "Not found",
  409: "Changed meanwhile",
  413: "Too large",
  415: "Wrong content type",
  422: "It cannot be done like this",
  429: "Too many requests",
  500: "Something went wrong here",
  502: "The other side did not answer as expected",
  503: "The other side asks to wait",
};

interface FrameworkError {
  readonly code?: string;
  readonly statusCode?: number;
  readonly message?: string;
  readonly validation?: readonly { readonly instancePath?: string; readonly message?: string }[];
}

/** Any thrown thing as a problem. What is not meant for outside (a bug, a database error) says nothing of itself. */
export function toProblem(thrown: unknown): Problem {
  if (thrown instanceof RequestRefused) {
    const status = requestCodes[thrown.code];
    return problemOf(thrown.code, status, titles[status] ?? "", thrown.message, thrown.fields);
  }
  if (thrown instanceof HubError && thrown.code !== "internal.unexpected") {
    const status = statuses[thrown.code];
    const field = thrown.details["field"];
    return problemOf(
      thrown.code,
      status,
      titles[status] ?? "",
      thrown.message,
      field === undefined ? undefined : [{ field, message: thrown.message }],
    );
  }
  const { validation, statusCode, message, code } = thrown as FrameworkError;
  if (validation !== undefined) {
    const errors = validation.map((issue) => ({
      field: (issue.instancePath ?? "").slice(1).replaceAll("/", "."),
      message: issue.message ?? "",
    }));
    const first = errors[0];
    return problemOf(
      "request.invalid",
      400,
      titles[400] ?? "",
      `${first?.field ?? ""}: ${first?.message ?? "does not fit"}`,
      errors,
    );
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    const known = Object.entries(requestCodes).find(([, status]) => status === statusCode)?.[0] ?? "request.invalid";
    return problemOf(
      known,
      statusCode,
      titles[statusCode] ?? "The request was refused",
      code?.startsWith("FST_") === true ? (message ?? "") : "",
    );
  }
  return problemOf("internal.unexpected", 500, titles[500] ?? "", "The log of the hub has the details.");
}
