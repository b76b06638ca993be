import { z } from "zod";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { tellOfUser } from "#store/user-events.ts";
import { Password } from "./passwords.ts";
import { checkOwnPassword, userOf } from "./me-endpoints.ts";
import { askAuth } from "./session-cookies.ts";

const WithPassword = z.object({ password: Password });
const RecoveryCodes = z.array(z.string()).meta({ description: "Each works once; shown only here" });

const notNow = (why: string): RequestRefused => new RequestRefused("request.conflict", why);

export const enrolTotpEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/me/totp",
  summary: "Begin with a second factor: the secret for the app, and recovery codes. It counts once it is confirmed",
  permission: null,
  act: { action: "user.twoFactorBegin", subject: "user" },
  scope: "self",
  body: WithPassword,
  status: 201,
  answer: z.object({
    uri: z.string().meta({ description: "otpauth://…, for the QR code" }),
    secret: z.string().meta({ description: "For typing over" }),
    recoveryCodes: RecoveryCodes,
  }),
  errors: ["password.wrong", "sign_in.too_many", "request.conflict"],
  async handle(context, call) {
    const { request, reply, body } = call;
    const { twoFactor } = await checkOwnPassword(context, call, body.password);
    if (twoFactor) throw notNow("There is a second factor; take it away first");
    const asked = await askAuth(request, reply, (headers) =>
      context.users.auth.api.enableTwoFactor({ body: { ...body, method: "totp" }, headers, returnHeaders: true }),
    );
    if ("refused" in asked || asked.answer.method !== "totp") throw notNow("The second factor cannot be begun now");
    const { totpURI: uri, backupCodes: recoveryCodes } = asked.answer;
    return { uri, secret: new URL(uri).searchParams.get("secret") ?? "", recoveryCodes };
  },
});

export const confirmTotpEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/me/totp",
  summary: "Confirm the second factor with a code of the app; from now on signing in asks for one",
  permission: null,
  act: { action: "user.twoFactorOn", subject: "user" },
  scope: "self",
  body: z.object({ code: z.string().trim().min(1).max(20) }),
  answer: z.object({}),
  errors: ["sign_in.code_refused", "request.conflict"],
  async handle(context, { caller, request, reply, body }) {
    const { store, users, now } = context;
    const user = await userOf(context, caller);
    if (user.twoFactor) throw notNow("The second factor was confirmed already");
    const code = body.code.replaceAll(" ", "");
    const asked = await askAuth(request, reply, (headers) =>
      users.auth.api.verifyTOTP({ body: { code }, headers, returnHeaders: true }),
    );
    if (!("refused" in asked)) {
      await tellOfUser(store.hub, user, "twoFactorOn", now());
      return {};
    }
    if (asked.refused.code === "INVALID_CODE") throw new RequestRefused("sign_in.code_refused", "This code is wrong");
    throw notNow("Begin with the second factor first");
  },
});

export const disableTotpEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/me/totp",
  summary: "Take the second factor away",
  permission: null,
  act: { action: "user.twoFactorOff", subject: "user" },
  scope: "self",
  body: WithPassword,
  answer: z.object({}),
  errors: ["password.wrong", "sign_in.too_many", "request.conflict"],
  async handle(context, call) {
    const { request, reply, body } = call;
    const { store, users, now } = context;
    const user = await checkOwnPassword(context, call, body.password);
    if (!user.twoFactor) throw notNow("There is no second factor");
    const asked = await askAuth(request, reply, (headers) =>
      users.auth.api.disableTwoFactor({ body, headers, returnHeaders: true }),
    );
    if ("refused" in asked) throw notNow("The second factor cannot be taken away now");
    await tellOfUser(store.hub, user, "twoFactorOff", now());
    return {};
  },
});

export const renewRecoveryCodesEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/me/recovery-codes",
  summary: "New recovery codes; the old ones no longer work",
  permission: null,
  act: { action: "user.recoveryCodes", subject: "user" },
  scope: "self",
  body: WithPassword,
  status: 201,
  answer: z.object({ recoveryCodes: RecoveryCodes }),
  errors: ["password.wrong", "sign_in.too_many", "request.conflict"],
  async handle(context, call) {
    const { request, reply, body } = call;
    const { twoFactor } = await checkOwnPassword(context, call, body.password);
    if (!twoFactor) throw notNow("There is no second factor");
    const asked = await askAuth(request, reply, (headers) =>
      context.users.auth.api.generateBackupCodes({ body, headers, returnHeaders: true }),
    );
    if ("refused" in asked) throw notNow("There is no second factor");
    return { recoveryCodes: asked.answer.backupCodes };
  },
});
