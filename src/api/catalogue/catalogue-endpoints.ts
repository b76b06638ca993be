import { z } from "zod";
import type { AnyConnector } from "#connect/connector.ts";
import type { OperationName } from "#connect/operations.ts";
import { textLater } from "#domain/texts/text-later.ts";
import type { Transforms } from "#connect/transform.ts";
import { closeIfNothingStands } from "#engine/catalogue-step.ts";
import { stepNames } from "#flows/catalogue/steps.ts";
import { catalogueSettings, type CatalogueKind } from "#flows/catalogue/settings.ts";
import {
  catalogueKinds,
  insertCatalogueCoupling,
  listCatalogueCouplings,
  updateCatalogueCoupling,
} from "#store/catalogue-couplings.ts";
import { wakeForSettings } from "#store/catalogue-wake.ts";
import { isStarted } from "#store/catalogue-runs.ts";
import { listConnections, readConnection } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { requireConnectorApp } from "#api/apps/require-app.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { parseGiven } from "#api/validation.ts";
import { catalogueAt, CatalogueCouplingShape, CataloguePlace, shownCoupling } from "./catalogue-shapes.ts";

/** What the two sides must be able to do. */
const needs: Readonly<Record<CatalogueKind, Readonly<Record<"source" | "target", readonly OperationName[]>>>> = {
  products: { source: ["products.list"], target: ["products.find", "products.create", "products.update"] },
  stock: { source: ["stock.list"], target: ["products.find", "stock.set"] },
  customers: { source: ["customers.list"], target: ["customers.find", "customers.create", "customers.update"] },
};

const can = ({ operations }: AnyConnector, wanted: readonly OperationName[]): boolean =>
  wanted.every((name) => operations[name] !== undefined);

export const listCatalogueEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-couplings",
  summary: "Couplings that bring products, stock and customers of an ERP to a shop, with how far each is",
  permission: "connections.read",
  answer: z.object({
    items: z.array(CatalogueCouplingShape),
    pairs: z
      .array(
        z.object({
          sourceConnectionId: z.string(),
          sourceName: z.string(),
          targetConnectionId: z.string(),
          targetName: z.string(),
          kinds: z.array(z.enum(catalogueKinds)).meta({ description: "What can be coupled between these two" }),
        }),
      )
      .meta({ description: "A package and a shop that can be coupled in this way, coupled or not" }),
  }),
  errors: [],
  handle: ({ store, now, connectorById }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const items = [];
      for (const coupling of await listCatalogueCouplings(trx, administrationId))
        items.push(await shownCoupling(trx, coupling, reader));
      const connections = (await listConnections(trx, administrationId)).map((connection) => ({
        id: connection.id,
        name: reader.systemOf(connection.id),
        connector: connectorById(connection.connector),
      }));
      return { items, pairs: pairsOf(connections, items) };
    }),
});

interface End {
  readonly id: string;
  readonly name: string;
  readonly connector: AnyConnector;
}

/** Of a shop nothing is offered as a source; what somebody coupled all the same is among them. */
function pairsOf(
  ends: readonly End[],
  coupled: readonly { readonly sourceConnectionId: string; readonly targetConnectionId: string }[],
) {
  const isCoupled = (source: End, target: End): boolean =>
    coupled.some((one) => one.sourceConnectionId === source.id && one.targetConnectionId === target.id);
  return ends.flatMap((source) =>
    ends.flatMap((target) => {
      if (source.id === target.id || (source.connector.kind === "webshop" && !isCoupled(source, target))) return [];
      const kinds = catalogueKinds.filter(
        (kind) => can(source.connector, needs[kind].source) && can(target.connector, needs[kind].target),
      );
      const names = { sourceName: source.name, targetName: target.name };
      return kinds.length === 0
        ? []
        : [{ sourceConnectionId: source.id, targetConnectionId: target.id, ...names, kinds }];
    }),
  );
}

export const getCatalogueEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-couplings/:couplingId",
  summary: "One of them",
  permission: "connections.read",
  params: CataloguePlace,
  answer: CatalogueCouplingShape,
  errors: ["request.not_found"],
  handle: ({ store, now }, { administrationId, language, params }) =>
    inAdministration(store.app, administrationId, async (trx) =>
      shownCoupling(
        trx,
        await catalogueAt(trx, administrationId, params.couplingId),
        await readerOf(trx, administrationId, language, now()),
      ),
    ),
});

/** One that was named before may stay, until it is loaded again or somebody takes it out. */
function requireSteps(transforms: Transforms = new Map(), settings: object, before: object): void {
  const known = new Set([...transforms.keys(), ...stepNames({ ...before })]);
  const faults = stepNames({ ...settings }).flatMap((name, at) =>
    known.has(name)
      ? []
      : [{ field: `settings.transforms.${at}`, message: textLater("given.noStep", { value: name }) }],
  );
  if (faults.length > 0) throw refuseFields(faults);
}

const AnySettings = z.record(z.string(), z.unknown());

export const createCatalogueEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/catalogue-couplings",
  summary:
    "Couple the products, the stock or the customers of an ERP to a shop; nothing is written before a person starts it",
  permission: "couplings.manage",
  act: {
    action: "coupling.add",
    subject: "coupling",
    isTold: true,
    says: ["kind", "sourceConnectionId", "targetConnectionId", "settings"],
  },
  body: z.object({
    kind: z.enum(catalogueKinds),
    sourceConnectionId: z.uuid().meta({ description: "The ERP" }),
    targetConnectionId: z.uuid().meta({ description: "The shop" }),
    settings: AnySettings.default({}),
  }),
  status: 201,
  answer: CatalogueCouplingShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle({ store, connectorById, transforms, now }, { administrationId, body, language, tell }) {
    const { kind, sourceConnectionId, targetConnectionId } = body;
    const settings = parseGiven(catalogueSettings[kind] as z.ZodType<object>, body.settings, "settings");
    requireSteps(transforms, settings, {});
    const id = newId();
    tell({ id });
    if (sourceConnectionId === targetConnectionId)
      throw refuseFields([{ field: "targetConnectionId", message: textLater("given.sameConnection") }]);
    return inAdministration(store.app, administrationId, async (trx) => {
      const source = await readConnection(trx, administrationId, sourceConnectionId);
      const target = await readConnection(trx, administrationId, targetConnectionId);
      if (source === null || target === null)
        throw new RequestRefused("request.not_found", "There is no such connection");
      for (const { connector } of [source, target])
        await requireConnectorApp(trx, administrationId, connector, language);
      const faults = [
        ...(can(connectorById(source.connector), needs[kind].source)
          ? []
          : [{ field: "sourceConnectionId", message: textLater("given.noProducts") }]),
        ...(can(connectorById(target.connector), needs[kind].target)
          ? []
          : [{ field: "targetConnectionId", message: textLater("given.noShop") }]),
      ];
      if (faults.length > 0) throw refuseFields(faults);
      const coupling = {
        id,
        administrationId,
        kind,
        sourceConnectionId,
        targetConnectionId,
        settings: { ...settings },
      };
      if (!(await insertCatalogueCoupling(trx, coupling)))
        throw new RequestRefused("request.conflict", "These two are coupled in this way already", [
          { field: "targetConnectionId", message: textLater("given.coupled") },
        ]);
      return shownCoupling(
        trx,
        await catalogueAt(trx, administrationId, id),
        await readerOf(trx, administrationId, language, now()),
      );
    });
  },
});

export const updateCatalogueEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/catalogue-couplings/:couplingId",
  summary:
    "Change settings, or switch it off and on again, given the version that was read; what stopped is looked at again",
  permission: "couplings.manage",
  act: { action: "coupling.settings", subject: "coupling", says: ["settings", "state", "settingsVersion"] },
  params: CataloguePlace,
  body: z.object({ settings: AnySettings, state: z.enum(["off", "live"]), settingsVersion: z.int() }),
  answer: CatalogueCouplingShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle({ store, engine, transforms, now }, { administrationId, params: { couplingId }, body, language }) {
    const shown = await inAdministration(store.app, administrationId, async (trx) => {
      const coupling = await catalogueAt(trx, administrationId, couplingId);
      const settings = parseGiven(catalogueSettings[coupling.kind] as z.ZodType<object>, body.settings, "settings");
      requireSteps(transforms, settings, coupling.settings);
      for (const id of [coupling.sourceConnectionId, coupling.targetConnectionId]) {
        const connection = await readConnection(trx, administrationId, id);
        if (connection !== null) await requireConnectorApp(trx, administrationId, connection.connector, language);
      }
      const isOn = body.state === "live" && coupling.state !== "live";
      if (isOn && !(await isStarted(trx, administrationId, couplingId)))
        throw new RequestRefused("request.conflict", "Look at what would be written first, and start it then");
      const change = { state: body.state, settings: { ...settings } };
      const isSaved =
        coupling.settingsVersion === body.settingsVersion && (await updateCatalogueCoupling(trx, coupling, change));
      if (!isSaved) throw new RequestRefused("request.conflict", "Somebody else changed this coupling; read it again");
      await wakeForSettings(trx, { administrationId, couplingId });
      if (body.state === "off") await closeIfNothingStands(trx, coupling);
      return shownCoupling(
        trx,
        await catalogueAt(trx, administrationId, couplingId),
        await readerOf(trx, administrationId, language, now()),
      );
    });
    engine.ringCatalogue({ administrationId, couplingId });
    return shown;
  },
});

const Named = z.object({ id: z.string(), name: z.string() });

export const getCatalogueChoicesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-couplings/:couplingId/choices",
  summary: "What can be chosen between: warehouses, VAT classes and categories, asked of both sides now",
  permission: "couplings.manage",
  params: CataloguePlace,
  answer: z.object({
    warehouses: z.array(Named).nullable().meta({ description: "Of the source. Null, here and below: it does not say" }),
    sourceVatClasses: z.array(Named).nullable(),
    shopVatClasses: z.array(Named).nullable(),
    shopCategories: z.array(Named.extend({ parentId: z.string() })).nullable(),
    imagesReachable: z.boolean().meta({ description: "False: shops cannot reach this hub, so no image is written" }),
  }),
  errors: [
    "request.not_found",
    "remote.unavailable",
    "remote.rate_limited",
    "remote.protocol_changed",
    "credentials.expired",
    "credentials.insufficient",
    "settings.invalid",
  ],
  async handle({ engine, publicUrl }, { administrationId, params: { couplingId }, signal }) {
    const choices = await engine.catalogueChoices({ administrationId, couplingId }, signal);
    if (choices === null) throw new RequestRefused("request.not_found", "There is no such coupling");
    const named = (list: readonly { id: string; name: string }[] | null) => list && list.map((one) => ({ ...one }));
    return {
      warehouses: named(choices.warehouses),
      sourceVatClasses: named(choices.sourceVatClasses),
      shopVatClasses: named(choices.shopVatClasses),
      shopCategories: choices.shopCategories && choices.shopCategories.map((one) => ({ ...one })),
      imagesReachable: publicUrl !== null,
    };
  },
});

export const listStepsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/catalogue-steps",
  summary: "Steps of own modules that this hub has loaded, for the settings of couplings",
  permission: "connections.read",
  answer: z.object({ items: z.array(Named) }),
  errors: [],
  handle: ({ transforms = new Map() }, { language }) =>
    Promise.resolve({
      items: [...transforms.values()].map(({ id, labels }) => ({ id, name: labels[language] ?? labels.nl })),
    }),
});
