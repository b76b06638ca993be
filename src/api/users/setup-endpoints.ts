import { isValidIBAN } from "ibantools";
import { newId } from "#store/new-id.ts";
import { z } from "zod";
import { makeAdministration, NewAdministration } from "#api/administration-endpoints.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { Address } from "#domain/party.ts";
import { textLanguages, textOf } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { listAdministrations } from "#store/administrations.ts";
import { ownAllAdministrations } from "#store/memberships.ts";
import { insertUser, isAnyUser, lockSetUp } from "#store/users.ts";
import { Email, hashOfNew, Password } from "./passwords.ts";
import { askAuth } from "./session-cookies.ts";
import { isFromThisMachine, isSetUpCode } from "./set-up-code.ts";

export const getSetupEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/setup",
  summary: "Does this hub still need its first user?",
  permission: null,
  scope: "public",
  answer: z.object({
    needed: z.boolean(),
    codeNeeded: z
      .boolean()
      .meta({ description: "The set-up code that the server prints when it starts has to come along" }),
    administrationNeeded: z
      .boolean()
      .meta({ description: "False when the hub has administrations; the first user owns them" }),
  }),
  errors: [],
  async handle({ store, publicUrl }, { request }) {
    const needed = !(await isAnyUser(store.hub));
    return {
      needed,
      codeNeeded: needed && !isFromThisMachine(request, publicUrl),
      administrationNeeded: needed && (await listAdministrations(store.hub)).length === 0,
    };
  },
});

const FirstAdministration = NewAdministration.extend({ address: Address.prefault({}) }).transform((fields) => ({
  ...fields,
  address: { ...fields.address, countryCode: fields.address.countryCode || fields.country },
}));

const FirstUser = z.object({
  name: z.string().trim().min(1).max(200),
  email: Email,
  password: Password,
  language: z.enum(textLanguages).default("nl"),
});

export const setUpEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/setup",
  summary: "Make the first user, who manages the hub and owns its first administration, and sign in",
  permission: null,
  act: { action: "hub.setUp", subject: "hub" },
  scope: "public",
  body: z.object({
    user: FirstUser,
    administration: FirstAdministration.optional(),
    code: z
      .string()
      .max(100)
      .optional()
      .meta({ description: "The set-up code; not needed on the machine of the hub itself" }),
  }),
  status: 201,
  answer: z.object({ administrationId: z.string().nullable() }),
  errors: ["set_up.code_needed", "set_up.done", "password.unsuitable"],
  async handle(context, { body, language, request, reply, tell }) {
    const { store, users, publicUrl } = context;
    if (await isAnyUser(store.hub)) throw alreadyDone();
    if (!isFromThisMachine(request, publicUrl) && !isSetUpCode(store.key, body.code ?? ""))
      throw new RequestRefused("set_up.code_needed", "Send the code that the server prints when it starts");
    const iban = body.administration?.iban ?? "";
    if (iban !== "" && !isValidIBAN(iban))
      throw refuseFields([{ field: "administration.iban", message: textOf("style.iban", language) }]);
    const passwordHash = await hashOfNew(body.user.password, body.user.email, "user.password");
    const id = newId();
    const administrationId = await makeFirstUser(context, body.administration, { ...body.user, id, passwordHash });
    tell({ user: { id, name: body.user.name } });
    const { email, password } = body.user;
    await askAuth(request, reply, (headers) =>
      users.auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true }),
    );
    return { administrationId };
  },
});

const alreadyDone = (): RequestRefused => new RequestRefused("set_up.done", "This hub has users; sign in");

/** All of it or nothing; of those who come at once, one. The administration goes first: without a user it waits for the next attempt. */
const makeFirstUser = (
  { store }: ApiContext,
  administration: z.output<typeof FirstAdministration> | undefined,
  user: z.output<typeof FirstUser> & { readonly id: string; readonly passwordHash: string },
): Promise<string | null> =>
  store.hub.transaction().execute(async (trx) => {
    await lockSetUp(trx);
    if (await isAnyUser(trx)) throw alreadyDone();
    await insertUser(trx, { ...user, isOperator: true });
    await ownAllAdministrations(trx, user.id);
    if (administration !== undefined) return makeAdministration(store, administration, user.id);
    const [first] = await listAdministrations(trx);
    if (first !== undefined) return first.id;
    throw new RequestRefused("request.invalid", "administration: is needed", [
      { field: "administration", message: textLater("given.firstAdministration") },
    ]);
  });
