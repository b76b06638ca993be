import type { FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { refuseFields, type Problem } from "./problem.ts";
import { refuseUnreadable } from "./request-body.ts";

const kinds: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const formats: Readonly<Record<string, string>> = {
  uuid: "an id (a UUID)",
  url: "a web address such as https://shop.example.be",
  email: "an e-mail address",
  date: "a day such as 2026-11-21",
  safeint: "a whole number",
};

type Issue = Parameters<z.core.$ZodErrorMap>[0];

function limitText(issue: { readonly origin: string }, limit: number | bigint, word: "least" | "most"): string {
  if (issue.origin === "string") {
    return word === "least" && Number(limit) === 1 ? "may not be empty" : `expected at ${word} ${limit} characters`;
  }
  if (issue.origin === "array" || issue.origin === "set") return `expected at ${word} ${limit} entries`;
  return `expected ${limit} or ${word === "least" ? "more" : "less"}`;
}

/** What is expected, in words a user can act on; schemas that say it better themselves go first. */
export function plainMessage(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is needed" : `expected ${kinds[issue.expected] ?? "something else"}`;
    case "too_small":
      return limitText(issue, issue.minimum, "least");
    case "too_big":
      return limitText(issue, issue.maximum, "most");
    case "invalid_format":
      return `expected ${formats[issue.format] ?? "another form"}`;
    case "invalid_value":
      return issue.input === undefined ? "is needed" : `expected ${issue.values.map(String).join(" or ")}`;
    case "unrecognized_keys":
      return `has fields nobody knows: ${issue.keys.join(", ")}`;
    default:
      return "expected another form";
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
