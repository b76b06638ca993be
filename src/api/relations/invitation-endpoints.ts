import { z } from "zod";
import type { Outcome } from "#connect/hub-exchange/ask-partner.ts";
import { makeOwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { readInviteLink, type Invitation, type InviteLink } from "#connect/hub-exchange/invites.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { seenFromUs } from "#engine/partners/answer-relation.ts";
import {
  answerInvitation,
  cancelInvitation,
  confirmPartner,
  invitePartner,
  linkOf,
} from "#engine/partners/invitation-acts.ts";
import type { ActMeans } from "#engine/partners/relation-acts.ts";
import { readCompany } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readParty } from "#store/party-book.ts";
import { resolveRelationInvitation } from "#store/relation-invitations.ts";
import { lockRelation, readRelation, RelationSettings, type PartnerIdentity } from "#store/relations.ts";
import { requirePartnerApp } from "#api/apps/require-app.ts";
import { defineEndpoint, type ApiContext, type Call } from "#api/endpoint.ts";
import { baseOf } from "#api/hub-exchange/base-address.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import {
  ConfirmedIdentity,
  DirectionsShape,
  doneOr,
  IdentityShape,
  identityOf,
  RelationPlaceShape,
  RelationShape,
  shapeOf,
} from "./relation-shapes.ts";

type AnyCall = Call<unknown, unknown, unknown>;

/** One transaction in which a person does something with a relation; the app has to be on. */
export const actOf = <T>(
  { store, now }: ApiContext,
  { administrationId, caller, language }: Pick<AnyCall, "administrationId" | "caller" | "language">,
  work: (means: ActMeans) => Promise<T>,
): Promise<T> =>
  inAdministration(store.app, administrationId, async (trx) => {
    await requirePartnerApp(trx, administrationId, language);
    return work({ trx, master: store.key, administrationId, now: now(), by: caller.name });
  });

async function ownIdentity(
  trx: Transaction,
  administrationId: string,
  language: TextLanguage,
): Promise<PartnerIdentity> {
  const company = await readCompany(trx, administrationId);
  if (company === null) throw new RequestRefused("request.not_found", "There is no such administration");
  return identityOf(company, language);
}

export async function requireParty(
  { trx, administrationId }: Pick<ActMeans, "trx" | "administrationId">,
  partyId: string | null,
  language: TextLanguage,
): Promise<void> {
  if (partyId !== null && (await readParty(trx, administrationId, partyId)) === null)
    throw refuseFields([{ field: "partyId", message: textOf("partner.noParty", language) }]);
}

const Link = z.string().max(1000).meta({ description: "As the inviter passed it on" });
const Mode = z.enum(["test", "live"]).default("live");

export const inviteRelationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations",
  summary: "Invite a trading partner: makes the link to pass on. Nothing moves before both sides confirmed each other",
  permission: "connections.manage",
  act: { action: "relation.invite", subject: "relation", isTold: true, says: ["mode"] },
  body: z.object({
    partyId: z.uuid().nullable().default(null),
    mode: Mode,
    directions: DirectionsShape,
    settings: RelationSettings.default(RelationSettings.parse({})),
  }),
  status: 201,
  answer: z.object({ relation: RelationShape, link: z.string() }),
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    actOf(context, call, async (means) => {
      const { body, language, administrationId, request, tell } = call;
      await requireParty(means, body.partyId, language);
      const own = await ownIdentity(means.trx, administrationId, language);
      const { relationId, link } = await invitePartner(means, {
        ...body,
        own,
        ownHub: baseOf(context.publicUrl, request),
      });
      tell({ id: relationId });
      const relation = await readRelation(means.trx, administrationId, relationId);
      if (relation === null) throw new Error(`No relation ${relationId}`);
      return { relation: await shapeOf(means.trx, relation), link };
    }),
});

export const getRelationLinkEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/relations/:relationId/link",
  summary: "The link of an invitation once more, until somebody is through with it",
  permission: "connections.manage",
  params: RelationPlaceShape,
  answer: z.object({ link: z.string() }),
  errors: ["request.not_found", "apps.off"],
  handle: (context, call) =>
    actOf(context, call, async (means) => {
      const relation = await lockRelation(means.trx, call.administrationId, call.params.relationId);
      const link = relation && (await linkOf(means, relation));
      if (link === null) throw new RequestRefused("request.not_found", "There is no open invitation");
      return { link };
    }),
});

/** Asks the inviter's hub, under the key that the link names. Throws what a person can read. */
async function lookAt(
  context: ApiContext,
  { language, signal }: Pick<AnyCall, "language" | "signal">,
  text: string,
): Promise<{ readonly link: InviteLink; readonly invitation: Invitation; readonly isLocal: boolean }> {
  const link = readInviteLink(text);
  if (link === null) throw refuseFields([{ field: "link", message: textOf("partner.noLink", language) }]);
  const isLocal = (await resolveRelationInvitation(context.store.hub, link.inviteId, "initiator")) !== null;
  const outcome: Outcome<Invitation> = await context.engine.lookAtInvitation({
    link,
    key: makeOwnKey(),
    isLocal,
    signal,
  });
  if (outcome.kind === "done") return { link, invitation: outcome.body, isLocal };
  const over = ["invite_expired", "invite_used", "invite_cancelled", "unknown_invite", "bad_proof"];
  const isOver = outcome.kind === "refused" && over.includes(outcome.refusal.code);
  const key = outcome.kind === "closed" ? "partner.closedAddress" : isOver ? "partner.inviteOver" : "partner.noAnswer";
  const host = new URL(link.baseAddress).host;
  const message = textOf(key, language, { host });
  throw new RequestRefused("request.conflict", message, [{ field: "link", message }]);
}

export const lookAtRelationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/look",
  summary: "Who invites, asked from the hub in the link. Nothing is agreed to by looking",
  permission: "connections.manage",
  act: null,
  body: z.object({ link: Link }),
  answer: z.object({
    relationId: z.string(),
    partner: IdentityShape,
    hub: z.string(),
    fingerprint: z.string(),
    mode: z.enum(["test", "live"]),
    directions: DirectionsShape.meta({ description: "What the inviter wants, as we would see it" }),
    expiresAt: z.string(),
    isLocal: z.boolean(),
  }),
  errors: ["request.conflict", "apps.off"],
  async handle(context, call) {
    await actOf(context, call, async () => undefined);
    const { link, invitation, isLocal } = await lookAt(context, call, call.body.link);
    const { relationId, party: partner, mode, expiresAt } = invitation;
    return {
      ...{ relationId, partner, mode, expiresAt, isLocal },
      hub: link.baseAddress,
      fingerprint: link.kid,
      directions: seenFromUs(invitation.directions),
    };
  },
});

const answered = { answer: RelationShape, errors: ["request.not_found", "request.conflict", "apps.off"] } as const;

export const acceptRelationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/accept",
  summary: "Accept an invitation that was looked at: say which contact it is, and confirm who it is",
  permission: "connections.manage",
  act: { action: "relation.accept", subject: "relation", isTold: true },
  body: z.object({
    link: Link,
    partyId: z.uuid(),
    partner: ConfirmedIdentity,
    directions: DirectionsShape,
    settings: RelationSettings.default(RelationSettings.parse({})),
  }),
  status: 201,
  ...answered,
  async handle(context, call) {
    const looked = await lookAt(context, call, call.body.link);
    const { administrationId, body, language, request, tell } = call;
    const { name, vatNumber, gln } = looked.invitation.party;
    if (name !== body.partner.name || vatNumber !== body.partner.vatNumber || gln !== body.partner.gln)
      doneOr("somebodyElse", language);
    const relation = await actOf(context, call, async (means) => {
      await requireParty(means, body.partyId, language);
      const own = await ownIdentity(means.trx, administrationId, language);
      const { partyId, directions, settings } = body;
      const ownHub = context.publicUrl === null && !looked.isLocal ? "" : baseOf(context.publicUrl, request);
      const asked = {
        ...looked,
        own,
        ownHub,
        partyId,
        directions,
        settings,
        mode: looked.invitation.mode,
        isRefused: false,
      };
      const { relationId } = doneOr(await answerInvitation(means, asked), language);
      tell({ id: relationId });
      return readShape(means, relationId);
    });
    context.engine.ringRelation({ administrationId, relationId: relation.id });
    return relation;
  },
});

export const refuseRelationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/refuse",
  summary: "Refuse an invitation; the inviter hears so",
  permission: "connections.manage",
  act: { action: "relation.refuse", subject: "relation", isTold: true },
  body: z.object({ link: Link }),
  ...answered,
  async handle(context, call) {
    const looked = await lookAt(context, call, call.body.link);
    const { administrationId, language, tell } = call;
    const relation = await actOf(context, call, async (means) => {
      const own = await ownIdentity(means.trx, administrationId, language);
      const asked = {
        own,
        ownHub: "",
        partyId: null,
        directions: [],
        settings: RelationSettings.parse({}),
        isRefused: true,
      };
      const done = await answerInvitation(means, { ...looked, ...asked, mode: looked.invitation.mode });
      const { relationId } = doneOr(done, language);
      tell({ id: relationId });
      return readShape(means, relationId);
    });
    context.engine.ringRelation({ administrationId, relationId: relation.id });
    return relation;
  },
});

export const confirmRelationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/:relationId/confirm",
  summary: "The inviter confirms who accepted, and says which contact it is: from here on documents move",
  permission: "connections.manage",
  act: { action: "relation.confirm", subject: "relation" },
  params: RelationPlaceShape,
  body: z.object({ partyId: z.uuid(), partner: ConfirmedIdentity }),
  ...answered,
  async handle(context, call) {
    const { administrationId, body, language, params } = call;
    const relation = await actOf(context, call, async (means) => {
      await requireParty(means, body.partyId, language);
      doneOr(await confirmPartner(means, params.relationId, body), language);
      return readShape(means, params.relationId);
    });
    context.engine.ringRelation({ administrationId, relationId: relation.id });
    return relation;
  },
});

export const cancelRelationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/relations/:relationId/cancel",
  summary: "Take an invitation back, or refuse who accepted it",
  permission: "connections.manage",
  act: { action: "relation.cancel", subject: "relation" },
  params: RelationPlaceShape,
  ...answered,
  async handle(context, call) {
    const { administrationId, language, params } = call;
    const relation = await actOf(context, call, async (means) => {
      doneOr(await cancelInvitation(means, params.relationId), language);
      return readShape(means, params.relationId);
    });
    context.engine.ringRelation({ administrationId, relationId: relation.id });
    return relation;
  },
});

export async function readShape(
  { trx, administrationId }: Pick<ActMeans, "trx" | "administrationId">,
  relationId: string,
): Promise<z.input<typeof RelationShape>> {
  const relation = await readRelation(trx, administrationId, relationId);
  if (relation === null) throw new RequestRefused("request.not_found", "There is no such relation");
  return shapeOf(trx, relation);
}
