import { z } from "zod";
import { endRelation, pauseRelation, resumeRelation, rotateKey, saveRelation } from "#engine/partners/relation-acts.ts";
import { inAdministration } from "#store/database.ts";
import { listRelationEvents } from "#store/relation-events.ts";
import { askSoon, listRelations, lockRelation, relationDocTypes, RelationSettings } from "#store/relations.ts";
import { requirePartnerApp } from "#api/apps/require-app.ts";
import { changedMeanwhile } from "#api/conflict.ts";
import { defineEndpoint, type AnyEndpoint } from "#api/endpoint.ts";
import { readerOf } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";
import {
  acceptRelationEndpoint,
  actOf,
  cancelRelationEndpoint,
  confirmRelationEndpoint,
  getRelationLinkEndpoint,
  inviteRelationEndpoint,
  lookAtRelationEndpoint,
  readShape,
  refuseRelationEndpoint,
  requireParty,
} from "./invitation-endpoints.ts";
import { mailInvitationEndpoint } from "./mail-endpoint.ts";
import { DirectionsShape, doneOr, RelationPlaceShape, RelationShape, shapeOf } from "./relation-shapes.ts";

const listRelationsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations",
  summary: "Partners with whom orders are exchanged, also those invited and those of before, the newest first",
  permission: "connections.read",
  answer: z.object({ items: z.array(RelationShape) }),
  errors: ["apps.off"],
  handle: ({ store }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requirePartnerApp(trx, administrationId, language);
      const items = [];
      for (const relation of await listRelations(trx, administrationId)) items.push(await shapeOf(trx, relation));
      return { items };
    }),
});

const getRelationEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations/:relationId",
  summary: "One partner: who it is, what goes which way, and the keys of both sides",
  permission: "connections.read",
  params: RelationPlaceShape,
  answer: RelationShape,
  errors: ["request.not_found", "apps.off"],
  handle: ({ store }, { administrationId, language, params }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requirePartnerApp(trx, administrationId, language);
      return readShape({ trx, administrationId }, params.relationId);
    }),
});

const saveRelationEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/relations/:relationId",
  summary: "Save which contact it is, what goes which way, and how orders of this partner are judged",
  permission: "connections.manage",
  act: { action: "relation.save", subject: "relation" },
  params: RelationPlaceShape,
  body: z.object({
    partyId: z.uuid().nullable(),
    directions: DirectionsShape,
    settings: RelationSettings,
    version: z.int().min(1),
  }),
  answer: RelationShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  async handle(context, call) {
    const { administrationId, body, language, params } = call;
    const { relationId } = params;
    const saved = await actOf(context, call, async (means) => {
      await requireParty(means, body.partyId, language);
      const before = await lockRelation(means.trx, administrationId, relationId);
      if (before !== null && before.version !== body.version) {
        const reader = await readerOf(means.trx, administrationId, language, means.now);
        throw changedMeanwhile(before, reader);
      }
      doneOr(await saveRelation(means, relationId, body), language);
      return readShape(means, relationId);
    });
    context.engine.ringRelation({ administrationId, relationId });
    return saved;
  },
});

const simpleAct = (
  name: "pause" | "resume" | "end" | "rotate-key",
  action: "relation.pause" | "relation.resume" | "relation.end" | "relation.key",
  summary: string,
  work: typeof pauseRelation,
): AnyEndpoint =>
  defineEndpoint({
    method: "POST",
    path: `/api/relations/:relationId/${name}`,
    summary,
    permission: "connections.manage",
    act: { action, subject: "relation" },
    params: RelationPlaceShape,
    answer: RelationShape,
    errors: ["request.not_found", "request.conflict", "apps.off"],
    async handle(context, call) {
      const { administrationId, language, params } = call;
      const { relationId } = params;
      const after = await actOf(context, call, async (means) => {
        doneOr(await work(means, relationId), language);
        return readShape(means, relationId);
      });
      context.engine.ringRelation({ administrationId, relationId });
      return after;
    },
  });

const fetchRelationsEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/fetch",
  summary: "Ask every partner now what it has for us; what comes of it stands in the log book",
  permission: "documents.edit",
  act: { action: "relation.fetch", subject: "relation", isTold: true },
  status: 202,
  answer: z.object({ asked: z.int() }),
  errors: ["apps.off"],
  async handle(context, call) {
    const { administrationId, tell } = call;
    const asked = await actOf(context, call, async ({ trx, now }) => {
      const relations = await askSoon(trx, administrationId, now.toString());
      tell({ id: administrationId, details: { count: relations.length } });
      return relations;
    });
    for (const relationId of asked) context.engine.ringRelation({ administrationId, relationId });
    return { asked: asked.length };
  },
});

const EventShape = z
  .object({
    id: z.string(),
    at: Instant,
    durationMs: z.int().nullable(),
    relationId: z.string().nullable(),
    way: z.enum(["in", "out"]).nullable(),
    docType: z.enum(relationDocTypes).or(z.literal("")),
    mode: z.string(),
    messageId: z.string().nullable(),
    businessId: z.string(),
    revision: z.int().nullable(),
    step: z.string(),
    code: z.string().meta({ description: "Empty: it went well" }),
    text: z.string().meta({ description: "For developers, in English" }),
    details: z.record(z.string(), z.unknown()),
    documentId: z.string().nullable(),
    actor: z.string().meta({ description: "Empty: by itself" }),
  })
  .meta({ id: "PartnerEvent" });

const listRelationLogEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relation-log",
  summary: "The log book of partners, the newest first",
  permission: "log.read",
  query: z.object({
    relationId: z.uuid().optional(),
    messageId: z.uuid().optional(),
    documentId: z.uuid().optional(),
    way: z.enum(["in", "out"]).optional(),
    onlyTrouble: z.stringbool().default(false),
    beforeAt: z.iso.datetime().optional(),
    beforeId: z.uuid().optional(),
  }),
  answer: z.object({ items: z.array(EventShape), isMore: z.boolean() }),
  errors: ["apps.off"],
  handle: ({ store }, { administrationId, language, query }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requirePartnerApp(trx, administrationId, language);
      const { relationId, messageId, documentId, way, onlyTrouble, beforeAt: at, beforeId: id } = query;
      const found = await listRelationEvents(trx, administrationId, {
        ...(relationId !== undefined && { relationId }),
        ...(messageId !== undefined && { messageId }),
        ...(documentId !== undefined && { documentId }),
        ...(way !== undefined && { way }),
        ...(at !== undefined && id !== undefined && { before: { at, id } }),
        ...{ onlyTrouble, limit: 101 },
      });
      return { items: found.slice(0, 100) as z.input<typeof EventShape>[], isMore: found.length > 100 };
    }),
});

/** Partners: inviting, confirming, pausing and ending them, and what went between. */
export const relationEndpoints: readonly AnyEndpoint[] = [
  listRelationsEndpoint,
  inviteRelationEndpoint,
  lookAtRelationEndpoint,
  acceptRelationEndpoint,
  refuseRelationEndpoint,
  fetchRelationsEndpoint,
  getRelationEndpoint,
  saveRelationEndpoint,
  getRelationLinkEndpoint,
  mailInvitationEndpoint,
  confirmRelationEndpoint,
  cancelRelationEndpoint,
  simpleAct("pause", "relation.pause", "Nothing goes or comes until we resume it; the partner hears so", pauseRelation),
  simpleAct("resume", "relation.resume", "Let go on what we paused", resumeRelation),
  simpleAct(
    "end",
    "relation.end",
    "End it for good: history stays, and a new relation needs a new invitation",
    endRelation,
  ),
  simpleAct(
    "rotate-key",
    "relation.key",
    "Sign with a new key from now on; the one before it counts a week more",
    rotateKey,
  ),
  listRelationLogEndpoint,
];
