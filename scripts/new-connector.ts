/**
 * `npm run new-connector -- acme-shop` writes the folder of a new connector and its line in the registry. What it writes
 * passes every check as it is and lists the payment methods of an invented product: replace that by the real one.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "..");

interface Names {
  /** acme-shop */
  readonly id: string;
  /** acmeShop */
  readonly variable: string;
  /** AcmeShop */
  readonly type: string;
  /** Acme Shop */
  readonly title: string;
}

function namesOf(id: string): Names {
  const words = id.split("-").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  const type = words.join("");
  return { id, type, variable: type.slice(0, 1).toLowerCase() + type.slice(1), title: words.join(" ") };
}

const connector = ({ id, variable, type, title }: Names): string => `import { z } from "zod";
import { defineConnector } from "#connect/connector.ts";
import { toPaymentMethod } from "./map.ts";
import { nl } from "./nl.ts";
import { ${type}Account, ${type}PaymentMethod, settings } from "./schema.ts";

export const ${variable} = defineConnector({
  id: "${id}",
  name: "${title}",
  kind: "webshop",
  docs: "https://example.com/api",
  settings,
  labels: { nl },
  credentials: { type: "api-key", name: "apiKey", place: { header: "Authorization", prefix: "Bearer " } },
  // What the vendor states; without a statement two at a time is gentle.
  rateLimit: { per: "connection", windows: [], concurrency: 2 },
  baseUrl: ({ shopUrl }) => new URL("/api/", shopUrl),

  async check({ http }) {
    const account = await http.json({ method: "GET", path: "account" }, ${type}Account);
    return { account: account.name, learnt: {}, warnings: [] };
  },

  // "recording" once the fixtures were recorded at the real product, "documentation" when they were made after its manual.
  evidence: { "paymentMethods.list": "inferred" },

  operations: {
    async "paymentMethods.list"({ http }) {
      const methods = await http.json({ method: "GET", path: "payment-methods" }, z.array(${type}PaymentMethod));
      return { items: methods.map(toPaymentMethod) };
    },
  },
});
`;

const schema = ({ type, title }: Names): string => `import { z } from "zod";

/** What the user fills in; secrets are not settings, the connector only names them under \`credentials\`. */
export const settings = z.object({
  shopUrl: z.url({ protocol: /^https$/ }).meta({ title: "Shop address", placeholder: "https://shop.example.be" }),
});
export type Settings = z.output<typeof settings>;

/** ${title}'s shapes in its own words, only the fields we read. */
export const ${type}Account = z.object({ name: z.string() });

export const ${type}PaymentMethod = z.object({ code: z.string(), label: z.string(), active: z.boolean() });
export type ${type}PaymentMethod = z.infer<typeof ${type}PaymentMethod>;
`;

const map = ({ type }: Names): string => `import type { RawOutput } from "#connect/operations.ts";
import type { ${type}PaymentMethod } from "./schema.ts";

type PaymentMethod = RawOutput<"paymentMethods.list">["items"][number];

export const toPaymentMethod = (method: ${type}PaymentMethod): PaymentMethod => ({
  id: method.code,
  title: method.label,
  enabled: method.active,
});
`;

const labels = (): string => `import type { Settings } from "./schema.ts";

/** Every setting and every credential has a label. */
export type Labels = Readonly<Record<keyof Settings | "apiKey", string>>;

export const nl: Labels = {
  shopUrl: "Adres van de webshop",
  apiKey: "API-sleutel",
};
`;

const recording = {
  settings: { shopUrl: "https://shop.example.be" },
  input: {},
  exchanges: [
    {
      request: { method: "GET", path: "/api/payment-methods", query: {} },
      response: {
        status: 200,
        headers: { "content-type": "application/json" },
        body: [{ code: "transfer", label: "Overschrijving", active: true }],
      },
    },
  ],
  output: { items: [{ id: "transfer", title: "Overschrijving", enabled: true }] },
};

/** The registry with the connector's import and line added. Throws when the registry no longer has the form this knows. */
function registered(registry: string, { id, variable }: Names): string {
  const imports = /^import \{ \w+ \} from "\.\/[a-z0-9-]+\/connector\.ts";$/;
  const entries = /^ {2}"?[a-z0-9-]+"?: eraseSettings\(\w+\),$/;
  const key = id === variable ? id : `"${id}"`;
  const withImport = withLine(registry, imports, `import { ${variable} } from "./${id}/connector.ts";`);
  return withLine(withImport, entries, `  ${key}: eraseSettings(${variable}),`);
}

/** Adds a line behind the last that looks like `pattern`. */
function withLine(text: string, pattern: RegExp, line: string): string {
  const lines = text.split("\n");
  const last = lines.findLastIndex((one) => pattern.test(one));
  if (last < 0) throw new Error(`src/connectors/registry.ts has no line like this one; add it by hand:\n${line}`);
  return lines.toSpliced(last + 1, 0, line).join("\n");
}

/** Returns what was written, as paths from the root. Writes nothing at all when something is in the way. */
function newConnector(id: string): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
    throw new Error(`"${id}" is not an id: the product's own name in small letters, with hyphens, such as acme-shop`);
  }
  const names = namesOf(id);
  const folder = `src/connectors/${id}`;
  if (existsSync(join(root, folder))) throw new Error(`${folder} is there already; an id never changes its meaning`);

  const registry = "src/connectors/registry.ts";
  const files: readonly (readonly [file: string, text: string])[] = [
    [registry, registered(readFileSync(join(root, registry), "utf8"), names)],
    [`${folder}/connector.ts`, connector(names)],
    [`${folder}/schema.ts`, schema(names)],
    [`${folder}/map.ts`, map(names)],
    [`${folder}/nl.ts`, labels()],
    [`${folder}/fixtures/paymentMethods.list/all.json`, `${JSON.stringify(recording, null, 2)}\n`],
  ];
  for (const [file, text] of files) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return files.map(([file]) => file);
}

try {
  const [id, ...rest] = process.argv.slice(2);
  if (id === undefined || rest.length > 0) throw new Error("Name the product: npm run new-connector -- acme-shop");
  console.log(newConnector(id).join("\n"));
  console.log(`
Next: the vendor's documentation into connector.ts and schema.ts, real recordings into fixtures/, then npm test -- connectors`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
