import type { FastifyReply } from "fastify";
import { z } from "zod";
import { HubError, type ErrorCode } from "#domain/error.ts";
import { entryText } from "./entry-text.ts";
import { textNow, textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";

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
  "request.header_too_large": 431,
  "sign_in.refused": 401,
  "sign_in.code_refused": 401,
  "sign_in.too_late": 401,
  "sign_in.too_many": 429,
  "password.wrong": 400,
  "password.unsuitable": 400,
  "set_up.code_needed": 403,
  "set_up.done": 409,
  "invitation.over": 404,
  "users.email_taken": 409,
  "users.last_owner": 409,
  "users.owners_only": 403,
  "apps.off": 409,
} as const;
export type RequestCode = keyof typeof requestCodes;

const statuses = {
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
} as const satisfies Readonly<Record<ErrorCode, number>>;

export type ProblemStatus = (typeof requestCodes)[RequestCode] | (typeof statuses)[ErrorCode];

const statusByCode: Readonly<Record<ErrorCode | RequestCode, ProblemStatus>> = { ...requestCodes, ...statuses };
export const statusOf = (code: ErrorCode | RequestCode): ProblemStatus => statusByCode[code];

/** What people meet in forms has a title of its own; the others are called after their status. */
const ownTitles: Readonly<Partial<Record<ErrorCode | RequestCode, `refusal.${string}` & TextKey>>> = {
  "sign_in.refused": "refusal.signIn",
  "sign_in.code_refused": "refusal.signInCode",
  "sign_in.too_late": "refusal.signInTooLate",
  "sign_in.too_many": "refusal.signInTooMany",
  "password.wrong": "refusal.passwordWrong",
  "password.unsuitable": "refusal.passwordUnsuitable",
  "set_up.code_needed": "refusal.setUpCode",
  "set_up.done": "refusal.setUpDone",
  "invitation.over": "refusal.invitation",
  "users.email_taken": "refusal.emailTaken",
  "users.last_owner": "refusal.lastOwner",
  "users.owners_only": "refusal.ownersOnly",
  "apps.off": "refusal.appOff",
};

/** RFC 9457. `errors` names each field and the mend. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string().meta({ description: "For people, in the language of the request" }),
    status: z.int(),
    code: z.string().meta({ description: "Stable; what a program looks at" }),
    detail: z.string().meta({ description: "For developers, in English" }),
    errors: z
      .array(
        z.object({
          field: z.string(),
          message: z.string(),
          id: z.string().optional().meta({ description: "Of what stands in the way" }),
        }),
      )
      .optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof Problem>;

export const problemType = "application/problem+json";

/** A refusal of the request itself, or of what it asks of a document. */
export class RequestRefused extends Error {
  override readonly name = "RequestRefused";
  readonly code: RequestCode | "document.invalid";
  /** A message may be one of `textLater`: it is said in the language of the request. */
  readonly fields: Problem["errors"];
  constructor(code: RequestCode | "document.invalid", message: string, fields?: Problem["errors"]) {
    super(message);
    this.code = code;
    this.fields = fields;
  }
}

/** Refuses for these fields; the sentence names the first. */
export function refuseFields(
  fields: NonNullable<Problem["errors"]>,
  code: RequestCode = "request.invalid",
): RequestRefused {
  const [first] = fields;
  const message = textNow(first?.message ?? "", "en");
  const detail = first === undefined || first.field === "" ? message : `${first.field}: ${message}`;
  return new RequestRefused(code, detail, fields);
}

export const problemOf = (
  code: ErrorCode | RequestCode,
  language: TextLanguage,
  detail: string,
  errors?: Problem["errors"],
): Problem => ({
  type: `urn:schakel:error:${code}`,
  title: textOf(ownTitles[code] ?? `problem.${statusOf(code)}`, language),
  status: statusOf(code),
  code,
  detail,
  ...(errors && { errors: errors.map((error) => ({ ...error, message: textNow(error.message, language) })) }),
});

export const sendProblem = (reply: FastifyReply, problem: Problem): FastifyReply =>
  reply
    .code(problem.status)
    .headers({ "content-type": problemType, "cache-control": "no-store" })
    .send(JSON.stringify(problem));

interface FrameworkError {
  readonly code?: string;
  readonly statusCode?: number;
}

/** What Fastify refuses by itself, in our words: its own name classes and settings. */
const frameworkDetails: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "The body is larger than this endpoint takes",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "Send the body as application/json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "The body is not as long as Content-Length says",
  FST_ERR_BAD_URL: "The address holds a % that is not followed by the code of a character",
  FST_ERR_MAX_PARAM_LENGTH: "A part of the address is longer than any of ours",
};

/** Any thrown thing as a problem. What is not meant for outside (a bug, a database error) says nothing of itself. */
export function toProblem(thrown: unknown, language: TextLanguage): Problem {
  if (thrown instanceof RequestRefused) return problemOf(thrown.code, language, thrown.message, thrown.fields);
  if (thrown instanceof HubError && thrown.code !== "internal.unexpected") {
    const { entry, value = "", says } = thrown.details;
    const known = entryText(entry, value, language);
    const field = thrown.details["field"] ?? (known === null ? undefined : "");
    const message = known ?? says ?? thrown.message;
    const errors = field === undefined ? undefined : [{ field, message }];
    return problemOf(thrown.code, language, thrown.message, errors);
  }
  const { statusCode = 500, code = "" } = (
    typeof thrown === "object" && thrown !== null ? thrown : {}
  ) as FrameworkError;
  if (statusCode >= 400 && statusCode < 500) {
    const known = Object.entries(requestCodes).find(([, status]) => status === statusCode)?.[0] ?? "request.invalid";
    return problemOf(known as RequestCode, language, frameworkDetails[code] ?? "The request was refused");
  }
  return problemOf("internal.unexpected", language, "The log of the hub has the details.");
}
