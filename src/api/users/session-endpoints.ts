import { z } from "zod";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { tellOfUser } from "#store/user-events.ts";
import { findUserByEmail } from "#store/users.ts";
import { Email, Password } from "./passwords.ts";
import { startAttempt } from "./limits.ts";
import { askAuth } from "./session-cookies.ts";

const Needs = z.object({
  needs: z
    .enum(["totp"])
    .nullable()
    .meta({ description: "What has to follow before the session is there; null: it is" }),
});

export const signInEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/session",
  summary: "Sign in with e-mail address and password; the session comes as a cookie",
  permission: null,
  act: null,
  scope: "public",
  body: z.object({ email: Email, password: Password }),
  answer: Needs,
  errors: ["sign_in.refused", "sign_in.too_many"],
  async handle(context, call) {
    const { request, reply, body } = call;
    const { store, users, now } = context;
    const succeeded = await startAttempt(context, call, body.email);
    const asked = await askAuth(request, reply, (headers) =>
      users.auth.api.signInEmail({ body, headers, returnHeaders: true }),
    );
    const user = await findUserByEmail(store.hub, body.email);
    if ("refused" in asked || user === null) {
      if (user !== null) await tellOfUser(store.hub, user, "signInFailed", now(), { address: request.ip });
      throw new RequestRefused("sign_in.refused", "No user has this e-mail address with this password");
    }
    await succeeded();
    if ("twoFactorRedirect" in asked.answer) return { needs: "totp" as const };
    await tellOfUser(store.hub, user, "signedIn", now(), { address: request.ip });
    return { needs: null };
  },
});

const Code = z.string().trim().max(40);

export const secondStepEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/session/totp",
  summary: "The second step of signing in: the code of the app, or one of the recovery codes",
  permission: null,
  act: null,
  scope: "public",
  body: z.union([z.object({ code: Code.min(1) }), z.object({ recoveryCode: Code.min(1) })]),
  answer: Needs,
  errors: ["sign_in.code_refused", "sign_in.too_late", "sign_in.too_many"],
  async handle({ store, users, now }, { request, reply, body }) {
    const { api } = users.auth;
    const asked = await askAuth(request, reply, (headers) =>
      "code" in body
        ? api.verifyTOTP({ body: { code: body.code.replaceAll(" ", "") }, headers, returnHeaders: true })
        : api.verifyBackupCode({ body: { code: plainRecoveryCode(body.recoveryCode) }, headers, returnHeaders: true }),
    );
    if ("refused" in asked) throw secondStepRefusal(asked.refused);
    const { user } = asked.answer;
    const how = "code" in body ? "totp" : "recoveryCode";
    await tellOfUser(store.hub, user, "signedIn", now(), { address: request.ip, how });
    return { needs: null };
  },
});

/** As it was shown, however it was typed over. */
const plainRecoveryCode = (typed: string): string => {
  const letters = typed.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
};

/** A few wrong codes end the step, many of them lock it for a quarter of an hour, on whichever node they came. */
function secondStepRefusal({ code, status }: { readonly code: string; readonly status: number }): RequestRefused {
  if (status === 429) return new RequestRefused("sign_in.too_many", "Too many wrong codes; go on in 15 minutes");
  if (code === "INVALID_CODE" || code === "INVALID_BACKUP_CODE")
    return new RequestRefused("sign_in.code_refused", "This code is wrong, was used already, or its time is over");
  return new RequestRefused("sign_in.too_late", "No sign-in waits for a code here; start with the password");
}

export const signOutEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/session",
  summary: "End this session",
  permission: null,
  act: null,
  scope: "public",
  answer: z.object({}),
  errors: [],
  async handle({ users }, { request, reply }) {
    await askAuth(request, reply, (headers) => users.auth.api.signOut({ headers, returnHeaders: true }));
    return {};
  },
});
