/**
 * OpenAPI to TypeScript, in the form openapi-fetch reads: `paths` and `components`. Knows the JSON Schema our own zod
 * schemas give and throws on anything else. openapi-typescript cannot be installed beside TypeScript 7.
 */

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly not?: unknown;
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly description?: string;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const quoted = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** What may stand before `[]` or `&` as it is. */
const grouped = (type: string): string => (/^[\w."[\]]+$/.test(type) || type.startsWith("{") ? type : `(${type})`);

const union = (types: readonly string[]): string => [...new Set(types)].join(" | ");

const simple: Readonly<Record<string, string>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  null: "null",
};

/** One schema as a TypeScript type. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    return `components["schemas"][${JSON.stringify(schema.$ref.slice("#/components/schemas/".length))}]`;
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return union(schema.enum.map((value) => JSON.stringify(value)));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return union(choices.map(typeOf));
  if (schema.allOf !== undefined) return schema.allOf.map((part) => grouped(typeOf(part))).join(" & ");
  if (Array.isArray(schema.type)) return union(schema.type.map((type: string) => typeOf({ ...schema, type })));
  if (schema.type === "array") return arrayOf(schema);
  if (schema.type === "object") return objectOf(schema);
  if (schema.not !== undefined) return "never";
  if (schema.type === undefined) return "unknown";
  const known = typeof schema.type === "string" ? simple[schema.type] : undefined;
  if (known === undefined)
    throw new Error(`A schema of a form the client generator does not know: ${JSON.stringify(schema)}`);
  return known;
}

function arrayOf({ items, prefixItems }: Schema): string {
  if (prefixItems !== undefined) return `[${prefixItems.map(typeOf).join(", ")}]`;
  return `${grouped(items === undefined || items === false ? "unknown" : typeOf(items))}[]`;
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema): string {
  const fields = Object.entries(properties).map(([name, schema]) => {
    const about = schema.description === undefined ? "" : `/** ${schema.description.replaceAll("*/", "* /")} */\n`;
    return `${about}${quoted(name)}${required.includes(name) ? "" : "?"}: ${typeOf(schema)};`;
  });
  if (fields.length > 0) return `{\n${fields.join("\n")}\n}`;
  const values = typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
  return additionalProperties === false ? "Record<string, never>" : `Record<string, ${values}>`;
}

/** Headers are the client's own affair; the others stand in three boxes, required when one of them is. */
function parametersOf({ parameters = [] }: Operation): string {
  const boxes = ["path", "query"].flatMap((place) => {
    const here = parameters.filter((parameter) => parameter.in === place && parameter.name !== "language");
    if (here.length === 0) return [];
    const isRequired = here.some(({ required }) => required === true);
    const fields = here.map(
      ({ name, required, schema }) => `${quoted(name)}${required === true ? "" : "?"}: ${typeOf(schema)};`,
    );
    return [`${place}${isRequired ? "" : "?"}: { ${fields.join(" ")} };`];
  });
  return `{ ${boxes.join(" ")} }`;
}

function contentOf({ content = {} }: Content): string {
  const types = Object.entries(content).map(
    ([media, { schema }]) => `${JSON.stringify(media)}: ${typeOf(schema ?? {})};`,
  );
  return `content: { ${types.join(" ")} };`;
}

function operationOf(operation: Operation): string {
  const worked = Object.entries(operation.responses).filter(([status]) => status.startsWith("2"));
  const body = operation.requestBody === undefined ? "" : `requestBody: { ${contentOf(operation.requestBody)} };`;
  return `{
    parameters: ${parametersOf(operation)};
    ${body}
    responses: {
      ${worked.map(([status, answer]) => `${status}: { ${contentOf(answer)} };`).join("\n")}
      default: { content: { "application/problem+json": components["schemas"]["Problem"] } };
    };
  }`;
}

/** Names of the schemas that a piece of generated text mentions. */
const mentioned = (text: string): string[] =>
  [...text.matchAll(/components\["schemas"\]\["([^"]+)"\]/g)].map((match) => match[1] ?? "");

/** The whole file, not yet in the house's form. Leaves out schemas nobody mentions. */
export function clientTypes({ paths, components }: OpenApi): string {
  const operations = Object.entries(paths).map(([path, byMethod]) => {
    const methods = Object.entries(byMethod).map(
      ([method, operation]) => `/** ${operation.summary ?? ""} */\n${method}: ${operationOf(operation)};`,
    );
    return `${JSON.stringify(path)}: {\n${methods.join("\n")}\n};`;
  });
  const pathsText = `export interface paths {\n${operations.join("\n")}\n}`;

  const needed = new Map<string, string>();
  const open = mentioned(pathsText);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const schema = components.schemas[name];
    if (needed.has(name)) continue;
    if (schema === undefined) throw new Error(`${name} is mentioned and not declared`);
    const text = typeOf(schema);
    needed.set(name, text);
    open.push(...mentioned(text));
  }
  const schemas = [...needed]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => `${quoted(name)}: ${text};`);
  return `${pathsText}\n\nexport interface components {\nschemas: {\n${schemas.join("\n")}\n};\n}\n`;
}
