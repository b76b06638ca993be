import { z } from "zod";
import type { AnyConnector } from "#connect/connector.ts";
import { credentialNames } from "#connect/credentials.ts";
import { moduleOfConnector } from "#domain/modules.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import { listConnections } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { isModuleOn } from "#store/modules.ts";
import { defineEndpoint } from "./endpoint.ts";

const FieldShape = z
  .object({
    name: z.string(),
    label: z.string().meta({ description: "In the language of the request" }),
    kind: z.enum(["text", "address", "choice", "yesNo", "list"]),
    isNeeded: z.boolean().meta({ description: "There is no default" }),
    isLearnt: z.boolean().meta({ description: "The check of the connection finds it out" }),
    choices: z.array(z.object({ value: z.string(), label: z.string() })),
    placeholder: z.string(),
    initial: z.unknown().meta({ description: "What stands there when nobody filled it in; null when nothing does" }),
  })
  .meta({ id: "ConnectorField" });

const LabelShape = z.object({ nl: z.string(), en: z.string() });

const ConnectorShape = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    docs: z.string(),
    isOn: z.boolean().meta({ description: "Its app is on: a connection can be made" }),
    settings: z.array(FieldShape),
    credentials: z
      .array(z.object({ name: z.string(), label: z.string() }))
      .meta({ description: "Keys of the other side: written, never read back" }),
    keys: z
      .object({ path: z.array(LabelShape), right: LabelShape })
      .nullable()
      .meta({ description: "Where its own screens make keys, Dutch beside English; null when that is not known" }),
    givesOrders: z.boolean(),
    webhooks: z
      .enum(["none", "byHand", "byItself"])
      .meta({ description: "byItself: each request names the address to call, nobody sets it up" }),
    statuses: z
      .array(z.object({ value: z.string(), nl: z.string(), en: z.string() }))
      .meta({ description: "In which its orders can be, as its own screens call them; plug-ins add others" }),
  })
  .meta({ id: "Connector" });

/** What JSON Schema says of one setting, as far as a form needs it. */
interface Property {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Property[];
  readonly default?: unknown;
  readonly learnt?: boolean;
  readonly placeholder?: string;
}

export const listConnectorsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/connectors",
  summary: "Products that can be connected, with the form each of them asks",
  permission: "connections.read",
  answer: z.object({ items: z.array(ConnectorShape) }),
  errors: [],
  handle: ({ store, connectors }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const items = [];
      const used = new Set((await listConnections(trx, administrationId)).map(({ connector }) => connector));
      for (const connector of connectors) {
        if (connector.isExample === true && !used.has(connector.id)) continue;
        const module = moduleOfConnector(connector.id);
        const isOn = module === null || (await isModuleOn(trx, administrationId, module));
        items.push(connectorOf(connector, isOn, language));
      }
      return { items };
    }),
});

function connectorOf(connector: AnyConnector, isOn: boolean, language: TextLanguage): z.input<typeof ConnectorShape> {
  const { id, name, kind, docs, guide, webhook } = connector;
  const labelOf = (key: string): string => connector.labels[language]?.[key] ?? connector.labels.nl?.[key] ?? key;
  return {
    id,
    name,
    kind,
    docs,
    isOn,
    settings: fieldsOf(connector, labelOf),
    credentials: credentialNames(connector.credentials).map((key) => ({ name: key, label: labelOf(key) })),
    keys: guide === undefined ? null : { path: [...guide.keys.path], right: guide.keys.right },
    givesOrders: connector.operations["orders.get"] !== undefined,
    webhooks: webhook === undefined ? "none" : guide === undefined ? "byItself" : "byHand",
    statuses: Object.entries(guide?.statuses ?? {}).map(([value, label]) => ({ value, ...label })),
  };
}

function fieldsOf({ settings }: AnyConnector, labelOf: (key: string) => string): z.input<typeof FieldShape>[] {
  const { properties = {}, required = [] } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" });
  return Object.entries(properties).map(([name, schema]) => {
    const property = schema as Property;
    return {
      name,
      label: labelOf(name),
      kind: kindOf(property),
      isNeeded: required.includes(name),
      isLearnt: property.learnt === true,
      choices: (property.enum ?? []).map((value) => ({
        value: String(value),
        label: labelOf(`${name}.${String(value)}`),
      })),
      placeholder: property.placeholder ?? "",
      initial: property.default ?? null,
    };
  });
}

function kindOf({ type, format, enum: choices, anyOf = [] }: Property): z.input<typeof FieldShape>["kind"] {
  if (choices !== undefined) return "choice";
  const types = [type, ...anyOf.map((one) => one.type)].flat();
  if (types.includes("boolean")) return "yesNo";
  if (types.includes("array")) return "list";
  return format === "uri" || anyOf.some((one) => one.format === "uri") ? "address" : "text";
}
