import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { textLater } from "#domain/texts/text-later.ts";
import { refuseFields, type Problem } from "./problem.ts";
import { refuseUnreadable } from "./request-body.ts";

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function kindText(expected: string): string {
  switch (expected) {
    case "string":
      return textLater("given.text");
    case "number":
      return textLater("given.number");
    case "int":
      return textLater("given.wholeNumber");
    case "boolean":
      return textLater("given.yesOrNo");
    case "array":
      return textLater("given.list");
    case "object":
    case "record":
      return textLater("given.object");
    default:
      return textLater("given.form");
  }
}

function formatText(format: string): string {
  switch (format) {
    case "uuid":
      return textLater("given.uuid");
    case "url":
      return textLater("given.webAddress", { example: "https://shop.example.be" });
    case "email":
      return textLater("given.email");
    case "date":
      return textLater("given.day");
    case "safeint":
      return textLater("given.wholeNumber");
    default:
      return textLater("given.form");
  }
}

interface Limit {
  readonly origin: string;
  readonly inclusive?: boolean | undefined;
}

function leastText({ origin, inclusive }: Limit, least: number): string {
  const limit = { limit: least };
  if (origin === "string") return least === 1 ? textLater("given.empty") : textLater("given.leastCharacters", limit);
  if (origin === "array" || origin === "set") return textLater("given.leastEntries", limit);
  return inclusive === false ? textLater("given.above", limit) : textLater("given.least", limit);
}

function mostText({ origin, inclusive }: Limit, most: number): string {
  const limit = { limit: most };
  if (origin === "string") return textLater("given.mostCharacters", limit);
  if (origin === "array" || origin === "set") return textLater("given.mostEntries", limit);
  return inclusive === false ? textLater("given.below", limit) : textLater("given.most", limit);
}

/** What is expected, in words a user can act on, for `textNow`; schemas that say it better themselves go first. */
export function plainMessage(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? textLater("given.needed") : kindText(issue.expected);
    case "too_small":
      return leastText(issue, Number(issue.minimum));
    case "too_big":
      return mostText(issue, Number(issue.maximum));
    case "not_multiple_of":
      return textLater("given.multiple", { step: issue.divisor });
    case "invalid_format":
      return formatText(issue.format);
    case "invalid_value":
      return issue.input === undefined
        ? textLater("given.needed")
        : textLater("given.oneOf", { values: issue.values.map(String) });
    case "unrecognized_keys":
      return textLater("given.unknownFields", { fields: issue.keys.join(", ") });
    default:
      return textLater("given.form");
  }
}

/** Parses what a caller gave. Throws the refusal that names each field, below `prefix`, and what it should be. */
export function parseGiven<S extends z.ZodType>(schema: S, given: unknown, prefix = ""): z.output<S> {
  const read = schema.safeParse(given, { error: plainMessage });
  if (read.success) return read.data;
  const fields: NonNullable<Problem["errors"]> = read.error.issues.map((issue) => ({
    field: [...(prefix === "" ? [] : [prefix]), ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  throw refuseFields(fields.slice(0, 50));
}

/** For Fastify: texts that cannot be stored first, then the schema. */
export const givenCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart }) =>
  (given: unknown) => {
    try {
      refuseUnreadable(given);
      const isBodyMissing = httpPart === "body" && (given === undefined || given === null);
      return { value: parseGiven(schema, isBodyMissing ? {} : given) };
    } catch (error) {
      return { error: error as Error };
    }
  };
