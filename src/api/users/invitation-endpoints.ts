import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { Instant } from "#api/shapes.ts";
import { queueMail } from "#backoffice/mail/queue-mail.ts";
import { textLanguages } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { readAdministration } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import {
  acceptInvitation,
  countInvitationsSince,
  findInvitation,
  insertInvitation,
  openInvitations,
  revokeInvitation,
  revokeInvitationsOf,
  type FoundInvitation,
} from "#store/invitations.ts";
import { invitedRoles, listMembers } from "#store/memberships.ts";
import { insertUserEvent } from "#store/user-events.ts";
import { findUserByEmail, insertUser } from "#store/users.ts";
import { invitationMail } from "./invitation-mail.ts";
import { Email, hashOfNew, Password } from "./passwords.ts";
import { askAuth } from "./session-cookies.ts";

const mostPerHour = 20;

const InvitationShape = z
  .object({
    id: z.string(),
    email: z.string(),
    role: z.enum(invitedRoles),
    invitedBy: z.string(),
    createdAt: Instant,
    expiresAt: Instant,
  })
  .meta({ id: "Invitation" });

export const listInvitationsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/invitations",
  summary: "Invitations that can still be accepted",
  permission: "users.read",
  answer: z.object({ items: z.array(InvitationShape) }),
  errors: [],
  handle: ({ store, now }, { administrationId }) =>
    inAdministration(store.app, administrationId, async (trx) => ({
      items: await openInvitations(trx, administrationId, now()),
    })),
});

export const inviteEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/invitations",
  summary: "Invite somebody into this administration, by mail, once and for seven days; an owner is made of a member",
  permission: "users.manage",
  act: { action: "user.invite", subject: "invitation", isTold: true, says: ["email", "role"] },
  body: z.object({
    email: Email,
    role: z.enum(invitedRoles),
    language: z.enum(textLanguages).optional().meta({ description: "Of the mail; otherwise that of the request" }),
  }),
  status: 201,
  answer: z.object({
    invitation: InvitationShape,
    link: z.string().meta({ description: "What stands in the mail, to hand over in another way; shown only here" }),
  }),
  errors: ["request.conflict"],
  async handle({ store, now, publicUrl }, { administrationId, caller, body, language, request, tell }) {
    const known = await findUserByEmail(store.hub, body.email);
    return inAdministration(store.app, administrationId, async (trx) => {
      const members = await listMembers(trx, administrationId);
      if (known !== null && members.some(({ userId }) => userId === known.id))
        throw new RequestRefused("request.conflict", "This person is a user of this administration already");
      // Each sends a mail to an address of somebody's choice.
      if ((await countInvitationsSince(trx, administrationId, now().subtract({ hours: 1 }))) >= mostPerHour)
        throw new RequestRefused("request.too_many", `${mostPerHour} people were invited within an hour; wait a while`);
      await revokeInvitationsOf(trx, administrationId, { email: body.email }, now());
      const fields = { email: body.email, role: body.role, invitedBy: caller.name, invitedByUser: caller.userId };
      const { token, invitation } = await insertInvitation(trx, store.key, administrationId, fields, now());
      tell({ id: invitation.id });
      const base = publicUrl ?? new URL(`${request.protocol}://${request.host}/`);
      const link = new URL(`invitation/${token}`, base).href;
      const company = (await readAdministration(trx, administrationId))?.name ?? "";
      const mail = invitationMail(invitation, company, link, body.language ?? language);
      const key = `invitation:${invitation.id}`;
      await queueMail(trx, { administrationId, key, to: [body.email], requestedBy: caller.name, ...mail });
      const event = { at: invitation.createdAt, userId: null, actor: caller.name, action: "invited" } as const;
      const details = { email: body.email, role: body.role };
      await insertUserEvent(trx, administrationId, { ...event, details });
      return { invitation, link };
    });
  },
});

export const revokeInvitationEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/invitations/:invitation",
  summary: "Take an invitation back, by its id",
  permission: "users.manage",
  act: { action: "user.revoke", subject: "invitation" },
  params: z.object({ invitation: z.uuid() }),
  answer: z.object({}),
  errors: [],
  handle: ({ store, now }, { administrationId, caller, params }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const email = await revokeInvitation(trx, administrationId, params.invitation, now());
      if (email === null) throw new RequestRefused("request.not_found", "There is no such invitation any more");
      const event = { at: now().toString(), userId: null, actor: caller.name, action: "invitationRevoked" } as const;
      await insertUserEvent(trx, administrationId, { ...event, details: { email } });
      return {};
    }),
});

const ByToken = z.object({ invitation: z.string().max(100) });

async function openInvitation({ store, now }: ApiContext, token: string): Promise<FoundInvitation> {
  const found = await findInvitation(store.hub, store.key, token, now());
  if (found === null) throw isOver();
  return found;
}

const isOver = (): RequestRefused =>
  new RequestRefused("invitation.over", "This invitation is unknown, used, taken back or older than seven days");

export const getInvitationEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/invitations/:invitation",
  summary: "What the invitation with this token is for",
  permission: null,
  scope: "public",
  params: ByToken,
  answer: z.object({
    administration: z.string(),
    email: z.string(),
    role: z.enum(invitedRoles),
    invitedBy: z.string(),
    expiresAt: Instant,
    hasAccount: z.boolean().meta({ description: "Somebody signs in with this e-mail address: then that goes first" }),
  }),
  errors: ["invitation.over"],
  async handle(context, { params }) {
    const found = await openInvitation(context, params.invitation);
    const { administrationName: administration, email, role, invitedBy, expiresAt } = found;
    const hasAccount = (await findUserByEmail(context.store.hub, email)) !== null;
    return { administration, email, role, invitedBy, expiresAt, hasAccount };
  },
});

export const acceptInvitationEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/invitations/:invitation",
  summary: "Accept the invitation with this token: as who is signed in, or as a new user, who is then signed in",
  permission: null,
  act: { action: "user.join", subject: "user", isTold: true },
  scope: "public",
  params: ByToken,
  body: z.object({
    user: z
      .object({
        name: z.string().trim().min(1).max(200),
        password: Password,
        language: z.enum(textLanguages).default("nl"),
      })
      .optional()
      .meta({ description: "Only for a new user" }),
  }),
  answer: z.object({ administrationId: z.string() }),
  errors: ["invitation.over", "password.unsuitable", "users.email_taken"],
  async handle(context, { caller, params: { invitation: token }, body, request, reply, tell }) {
    const { store, users, now } = context;
    const found = await openInvitation(context, token);
    if (caller.userId !== null) {
      const user = { id: caller.userId, name: caller.name };
      const administrationId = await acceptInvitation(store.hub, store.key, token, user, now());
      if (administrationId === null) throw isOver();
      tell({ id: user.id, user, administrationId });
      return { administrationId };
    }
    if (body.user === undefined)
      throw new RequestRefused("request.invalid", "user: is needed", [
        { field: "user", message: textLater("given.newUser") },
      ]);
    const { email } = found;
    const { name, password, language } = body.user;
    const passwordHash = await hashOfNew(password, email, "user.password");
    const id = newId();
    const administrationId = await store.hub.transaction().execute(async (trx) => {
      const user = { id, name, email, language, isOperator: false, passwordHash };
      if (!(await insertUser(trx, user)))
        throw new RequestRefused(
          "users.email_taken",
          "This e-mail address has a user; sign in and accept as that user",
        );
      const accepted = await acceptInvitation(trx, store.key, token, user, now());
      if (accepted === null) throw isOver();
      return accepted;
    });
    tell({ id, user: { id, name }, administrationId });
    await askAuth(request, reply, (headers) =>
      users.auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
    );
    return { administrationId };
  },
});
