import { z } from "zod";
import {
  add,
  amount,
  compare,
  isNegative,
  isZero,
  multiply,
  negate,
  subtract,
  sum,
  text,
  zero,
} from "#domain/amount.ts";
import { couplingKinds } from "#domain/coupling-kinds.ts";
import { HubError } from "#domain/error.ts";
import { textNow } from "#domain/texts/text.ts";
import { eraseSettings, type AnyConnector, type Connector } from "./connector.ts";
import { evidences } from "./evidence.ts";
import { operationNames, operations, type OperationName } from "./operations.ts";
import { transformId, type Transform } from "./transform.ts";

/**
 * What a module from outside our tree is given, so that it imports nothing: a folder of a data folder finds no packages, and another
 * copy of zod makes schemas that this hub does not recognise.
 */
export const moduleKit = {
  z,
  HubError,
  /** Exact decimals; `read` makes one of text, `text` the other way. */
  amounts: { read: amount, text, zero, add, subtract, multiply, negate, sum, compare, isZero, isNegative },
  defineConnector: <Settings extends z.ZodObject, Name extends OperationName>(
    connector: Connector<Settings, Name>,
  ): AnyConnector => eraseSettings(connector),
} as const;
export type ModuleKit = typeof moduleKit;

/** What `export function schakelModule(kit)` gives. */
export interface OwnModule {
  readonly connector?: AnyConnector;
  readonly transforms?: readonly Transform[];
}

/** What is wrong with a module: a path in what it gave, and a sentence. */
export interface ModuleFault {
  readonly field: string;
  readonly message: string;
}

const callable = z.custom<(...given: never) => unknown>((given) => typeof given === "function", "is no function");
const words = z.string().trim().min(1);
const kinds = [
  "webshop",
  "till",
  "supplier",
  "partner",
  "accounting",
  "payments",
  "bank",
  "peppol",
] as const satisfies readonly Connector["kind"][];

const Credentials = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("none") }),
  z.looseObject({ type: z.literal("basic"), names: z.tuple([words, words]) }),
  z.looseObject({
    type: z.literal("api-key"),
    name: words,
    place: z.union([z.looseObject({ header: words }), z.looseObject({ query: words })]),
  }),
  z.looseObject({ type: z.literal("key-pair"), names: z.tuple([words, words]), use: callable }),
  z.looseObject({
    type: z.literal("client-credentials"),
    names: z.tuple([words, words]),
    tokenUrl: callable,
    form: callable,
  }),
  z.looseObject({ type: z.literal("placed"), names: z.array(words).min(1) }),
]);

const Created = z.union([
  callable,
  z.discriminatedUnion("repeat", [
    z.looseObject({ repeat: z.literal("vendor-key"), keptSeconds: z.number().positive(), run: callable }),
    z.looseObject({
      repeat: z.literal("look-up"),
      visibleAfterSeconds: z.number().min(0),
      laterLooks: z.array(z.number().positive()).optional(),
      sendsAgain: z.boolean().optional(),
      find: callable,
      run: callable,
    }),
    z.looseObject({ repeat: z.literal("none"), run: callable }),
  ]),
]);

const operationsOf = z
  .record(z.string(), z.unknown())
  .superRefine((given, context) => {
    for (const [name, operation] of Object.entries(given)) {
      const add = (message: string) => context.addIssue({ code: "custom", path: [name], message });
      if (!Object.hasOwn(operations, name)) {
        add(`is no operation; there are ${operationNames.join(", ")}`);
        continue;
      }
      const { effect } = operations[name as OperationName];
      const isRight = (effect === "create" ? Created : callable).safeParse(operation).success;
      if (!isRight) add(effect === "create" ? "a create says how a repeat is recognised" : "is no function");
    }
  })
  .refine((given) => Object.keys(given).length > 0, "offers nothing");

/** What the compiler says of a connector of ours, said at run time of one of somebody else's. */
const GivenConnector = z.looseObject({
  id: z.string().regex(transformId, "small letters, digits and hyphens, such as acme-shop"),
  name: words,
  kind: z.enum(kinds),
  docs: words,
  settings: z.custom<z.ZodObject>((given) => given instanceof z.ZodObject, "is no z.object() of the kit's own z"),
  labels: z.looseObject({ nl: z.record(z.string(), z.string()) }),
  credentials: Credentials,
  rateLimit: z.looseObject({
    per: z.enum(["connection", "app", "address"]),
    windows: z.array(z.looseObject({ requests: z.int().positive(), seconds: z.number().positive() })),
    concurrency: z.int().positive(),
  }),
  baseUrl: callable,
  accountLacks: callable.optional(),
  punchout: callable.optional(),
  check: callable,
  operations: operationsOf,
  limits: z
    .array(
      z.looseObject({
        kinds: z.array(z.enum(couplingKinds)),
        side: z.enum(["source", "target"]),
        text: z.looseObject({ nl: words }),
      }),
    )
    .optional(),
  evidence: z.record(z.string(), z.enum(evidences)).optional(),
  webhook: z
    .looseObject({
      topics: z.array(words),
      subscribe: callable,
      unsubscribe: callable,
      status: callable,
      activate: callable,
      verify: callable,
      announces: callable,
    })
    .optional(),
});

const GivenTransform = z.looseObject({
  id: z.string().regex(transformId, "small letters, digits and hyphens, such as second-warehouse"),
  labels: z.looseObject({ nl: words }),
  item: callable,
});

const GivenModule = z
  .strictObject({ connector: GivenConnector.optional(), transforms: z.array(GivenTransform).optional() })
  .refine(
    ({ connector, transforms = [] }) => connector !== undefined || transforms.length > 0,
    "gives neither a connector nor transforms",
  );

/** Everything that is wrong with what a module gave; nothing when it may be used. */
export function moduleFaults(given: unknown): readonly ModuleFault[] {
  const read = GivenModule.safeParse(given);
  if (read.success) return [];
  return read.error.issues.map(({ path, message }) => ({ field: path.join("."), message: textNow(message, "en") }));
}
