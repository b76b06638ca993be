import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import type { FastifySchema } from "fastify";
import { z } from "zod";
import type { ErrorCode } from "#domain/error.ts";
import { textLanguages } from "#domain/texts/text.ts";
import { nothing, type AnyEndpoint } from "./endpoint.ts";
import { Problem, problemType, statusOf, type RequestCode } from "./problem.ts";

export const description = `One documented API for the orders, documents and connections of a Schakel hub. Amounts are decimal text, instants UTC, days local.
Every refusal is a problem (RFC 9457): programs look at \`code\`, people read \`title\` in their own language (\`?language=\` or \`Accept-Language\`; Dutch otherwise).`;

const Language = z.object({
  language: z
    .enum(textLanguages)
    .optional()
    .meta({ description: "Of the texts for people; goes before Accept-Language" }),
});

const Administration = z.object({
  administration: z
    .string()
    .optional()
    .meta({ description: "Which administration, where a browser can send no header Schakel-Administration" }),
});

/** Codes every endpoint may refuse with. */
const usualCodes = [
  "request.invalid",
  "request.unauthorized",
  "request.forbidden",
  "request.not_found",
  "request.too_many",
  "internal.unexpected",
] as const satisfies readonly (ErrorCode | RequestCode)[];

const writingCodes = ["request.too_large", "request.wrong_type"] as const satisfies readonly RequestCode[];

export function codesOf(endpoint: AnyEndpoint): (ErrorCode | RequestCode)[] {
  return [...new Set([...usualCodes, ...(endpoint.method === "GET" ? [] : writingCodes), ...endpoint.errors])];
}

/** What Fastify validates with, and what OpenAPI says of an endpoint: one declaration. */
export function schemaOf(endpoint: AnyEndpoint): FastifySchema {
  const byStatus = Map.groupBy(codesOf(endpoint), statusOf);
  const problems = Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(", "), content: { [problemType]: { schema: Problem } } },
    ]),
  );
  const media = endpoint.mediaType ?? "application/json";
  const answer = endpoint.mediaType === undefined ? endpoint.answer : z.string();
  return {
    summary: endpoint.summary,
    description: needOf(endpoint),
    ...(endpoint.scope === "public" && { security: [] }),
    operationId: operationId(endpoint),
    params: endpoint.params,
    querystring: queryOf(endpoint),
    ...(endpoint.body === nothing ? {} : { body: endpoint.body }),
    response: {
      ...problems,
      [endpoint.status]: { description: "As asked", content: { [media]: { schema: answer } } },
    },
  };
}

function needOf({ scope, permission }: AnyEndpoint): string {
  if (permission !== null) return `Permission: ${permission}.`;
  if (scope === "public") return "Open to everybody.";
  return scope === "self" ? "For the person who signed in." : "For every caller.";
}

function queryOf({ query, scope, method }: AnyEndpoint): z.ZodType {
  if (!(query instanceof z.ZodObject)) return query;
  const isOfOne = scope === "administration" && method === "GET";
  return query.extend({ ...Language.shape, ...(isOfOne && Administration.shape) });
}

/** `GET /api/orders/:connectionId/:orderId` is `getOrdersByConnectionIdAndOrderId`. */
function operationId({ method, path }: AnyEndpoint): string {
  const parts = path.split("/").slice(2);
  const camel = (text: string) => text.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
  const nouns = parts.filter((part) => !part.startsWith(":")).map(camel);
  const keys = parts.filter((part) => part.startsWith(":")).map((part) => camel(part.slice(1)));
  return `${method.toLowerCase()}${nouns.join("")}${keys.length === 0 ? "" : `By${keys.join("And")}`}`;
}

/** Headers stand in the document only: they are looked at before anything is parsed. */
const headers = {
  type: "object",
  properties: {
    "Schakel-Administration": {
      type: "string",
      format: "uuid",
      description: "Which administration; needed by whoever may reach several",
    },
    "Accept-Language": { type: "string", description: "nl, fr or en" },
  },
};

export const openapi = {
  openapi: {
    openapi: "3.1.0",
    info: { title: "Schakel", version: "0.1.0", description },
    components: {
      securitySchemes: {
        token: { type: "http" as const, scheme: "bearer" },
        session: { type: "apiKey" as const, in: "cookie" as const, name: "schakel_session" },
      },
    },
    security: [{ token: [] }, { session: [] }],
  },
  transform: (document: Parameters<typeof jsonSchemaTransform>[0]) => {
    const made = jsonSchemaTransform(document) as { schema: FastifySchema & { hide?: boolean }; url: string };
    return made.schema?.hide === true ? made : { ...made, schema: { ...made.schema, headers } };
  },
  transformObject: jsonSchemaTransformObject,
};
