import { z } from "zod";

interface Media {
  readonly schema?: unknown;
}
export interface Operation {
  readonly summary?: string;
  readonly description?: string;
  readonly operationId?: string;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly description?: string; readonly content?: Readonly<Record<string, Media>> }>
  >;
}
export interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

/** The operation an address belongs to; undefined for what is not in the document. */
export function operationOf(document: OpenApi, method: string, path: string): Operation | undefined {
  const own = document.paths[path]?.[method.toLowerCase()];
  if (own !== undefined) return own;
  for (const [template, operations] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
    if (pattern.test(path)) return operations[method.toLowerCase()];
  }
  return undefined;
}

const parsers = new WeakMap<object, z.ZodType>();

function parserOf(document: OpenApi, schema: object): z.ZodType {
  const known = parsers.get(schema);
  if (known !== undefined) return known;
  const whole = { ...schema, $defs: document.components.schemas };
  const local = JSON.parse(JSON.stringify(whole).replaceAll("#/components/schemas/", "#/$defs/")) as never;
  const parser = z.fromJSONSchema(local);
  parsers.set(schema, parser);
  return parser;
}

/** What an answer does otherwise than the document says, as sentences. */
export function contradictions(
  document: OpenApi,
  call: { readonly method: string; readonly path: string },
  answer: { readonly status: number; readonly type: string; readonly text: string },
): string[] {
  const operation = operationOf(document, call.method, call.path);
  if (operation === undefined) return [];
  const where = `${call.method} ${call.path} ${answer.status}`;
  const response = operation.responses[String(answer.status)];
  if (response === undefined) return [`${where} is not documented`];
  const media = Object.entries(response.content ?? {}).find(([type]) =>
    answer.type.startsWith(type.replace("*", "")),
  )?.[1];
  if (media === undefined) return [`${where}: ${answer.type} is not documented`];
  if (!answer.type.includes("json")) return [];
  if (typeof media.schema !== "object" || media.schema === null) return [`${where} has no schema`];
  const read = parserOf(document, media.schema).safeParse(JSON.parse(answer.text));
  return read.success ? [] : [`${where}: ${z.prettifyError(read.error)}`];
}
