import { verifyPassword } from "better-auth/crypto";
import { z } from "zod";
import type { Caller } from "#api/caller.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { permissionsOf } from "#api/permissions.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { textLanguages } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { membershipsOf, roles } from "#store/memberships.ts";
import { tellOfUser } from "#store/user-events.ts";
import { changeEmail, endOtherSessions, readUser, setPassword, updateUser, type KnownUser } from "#store/users.ts";
import { startAttempt } from "./limits.ts";
import { Email, hashOfNew, Password } from "./passwords.ts";

const firstPages = ["usual", "home", "work", "orders", "documents", "administrations", "system"] as const;

const Me = z
  .object({
    user: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      language: z.enum(textLanguages),
      firstPage: z.string().meta({ description: `One of ${firstPages.join(", ")}` }),
      isOperator: z.boolean(),
      twoFactor: z.boolean(),
    }),
    administrations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        country: z.string(),
        timeZone: z.string().meta({ description: "IANA name, where its days begin" }),
        role: z.enum(roles),
        permissions: z.array(z.string()).meta({ description: "What this role may do here" }),
      }),
    ),
  })
  .meta({ id: "Me" });

/** The user of a call whose scope is `self`. */
export async function userOf({ store }: ApiContext, { userId }: Caller): Promise<KnownUser> {
  const user = userId === null ? null : await readUser(store.hub, userId);
  if (user === null) throw new Error("A call of nobody in particular asked for its user");
  return user;
}

async function meOf(context: ApiContext, caller: Caller): Promise<z.input<typeof Me>> {
  const { passwordHash: _, ...user } = await userOf(context, caller);
  const memberships = await membershipsOf(context.store.hub, user.id);
  return {
    user,
    administrations: memberships.map(({ administrationId: id, name, country, timeZone, role }) => ({
      id,
      name,
      country,
      timeZone,
      role,
      permissions: permissionsOf(role),
    })),
  };
}

export const getMeEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/me",
  summary: "Who is signed in, and the administrations he is a member of",
  permission: null,
  scope: "self",
  answer: Me,
  errors: [],
  handle: (context, { caller }) => meOf(context, caller),
});

export const putMeEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/me",
  summary: "Change one's own name, language or first page",
  permission: null,
  act: { action: "user.profile", subject: "user", says: ["language", "firstPage"] },
  scope: "self",
  body: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    language: z.enum(textLanguages).optional(),
    firstPage: z.enum(firstPages).optional(),
  }),
  answer: Me,
  errors: [],
  async handle(context, { caller, body }) {
    await updateUser(context.store.hub, caller.id, body);
    return meOf(context, caller);
  },
});

type AttemptCall = Parameters<typeof startAttempt>[1] & { readonly caller: Caller };

/** Before something that a stolen session may not do. Guesses count as attempts to sign in. */
export async function checkOwnPassword(context: ApiContext, call: AttemptCall, password: string): Promise<KnownUser> {
  const user = await userOf(context, call.caller);
  const succeeded = await startAttempt(context, call, user.email);
  if (!(await verifyPassword({ hash: user.passwordHash, password }))) {
    throw refuseFields([{ field: "password", message: textLater("given.notYourPassword") }], "password.wrong");
  }
  await succeeded();
  return user;
}

export const putEmailEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/me/email",
  summary: "Change the e-mail address one signs in with",
  permission: null,
  act: { action: "user.email", subject: "user" },
  scope: "self",
  body: z.object({ email: Email, password: Password }),
  answer: Me,
  errors: ["password.wrong", "sign_in.too_many", "users.email_taken"],
  async handle(context, call) {
    const { store, now } = context;
    const user = await checkOwnPassword(context, call, call.body.password);
    if (!(await changeEmail(store.hub, user.id, call.body.email)))
      throw new RequestRefused("users.email_taken", "Another user has this e-mail address");
    await tellOfUser(store.hub, user, "emailChanged", now());
    return meOf(context, call.caller);
  },
});

export const putPasswordEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/me/password",
  summary: "Change one's password; every other session ends",
  permission: null,
  act: { action: "user.password", subject: "user" },
  scope: "self",
  body: z.object({ password: Password, newPassword: Password }),
  answer: z.object({}),
  errors: ["password.wrong", "password.unsuitable", "sign_in.too_many"],
  async handle(context, call) {
    const { store, now } = context;
    const { body, caller } = call;
    const user = await checkOwnPassword(context, call, body.password);
    await setPassword(store.hub, user.id, await hashOfNew(body.newPassword, user.email, "newPassword"));
    await endOtherSessions(store.hub, user.id, caller.sessionId ?? "");
    await tellOfUser(store.hub, user, "passwordChanged", now());
    return {};
  },
});
