import { randomInt } from "node:crypto";
import { newId } from "#store/new-id.ts";
import { parseArgs } from "node:util";
import { Email, hashOfNew } from "#api/users/passwords.ts";
import { textLanguages } from "#domain/texts/text.ts";
import type { AuditAction } from "#domain/audit-actions.ts";
import { appendAudit, hubChain, type AuditDetails } from "#store/audit.ts";
import { listAdministrations } from "#store/administrations.ts";
import { inAdministration } from "#store/database.ts";
import { insertMembership, membershipsOf, roles } from "#store/memberships.ts";
import { forgetAttempt } from "#store/sign-in-limits.ts";
import type { Store } from "#store/store.ts";
import { findUserByEmail, insertUser, listUsers, makeOperator, resetPassword, type User } from "#store/users.ts";
import { readConfiguration } from "./configuration.ts";
import { withStore } from "./with-store.ts";

export const usersHelp = `schakel users list [--json]
schakel users add EMAIL --name NAME [--administration ID --role ROLE] [--operator] [--language nl|fr|en] [--json]
schakel users reset-password EMAIL [--json]
schakel users make-operator EMAIL [--json]

For whoever runs the hub: works on its database, also while nobody can sign in. With the environment of the hub (SCHAKEL_DATA, …).

  add             makes a user and prints a password for the first time
  reset-password  prints a new password, takes the second factor away and ends every session of this user
  make-operator   lets this user manage the hub itself

  ROLE is ${roles.join(", ")}; ID may be left out when there is one administration.`;

const options = {
  json: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
  name: { type: "string" },
  administration: { type: "string" },
  role: { type: "string" },
  operator: { type: "boolean", default: false },
  language: { type: "string", default: "nl" },
} as const;

type Given = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>["values"];

/** What a command has to say: as a line for people, and as JSON. */
interface Said {
  readonly text: string;
  readonly data: unknown;
}

const commands: Readonly<Record<string, (store: Store, email: string, given: Given) => Promise<Said>>> = {
  list,
  add,
  "reset-password": reset,
  "make-operator": promote,
};

export async function users(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [name = "", email = "", ...more] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help) {
    console.log(usersHelp);
    return 0;
  }
  if (command === undefined || more.length > 0 || (name !== "list" && email === "")) {
    console.error(usersHelp);
    return 2;
  }
  const said = await withStore(readConfiguration(process.env), (store) => command(store, email, values));
  console.log(values.json ? JSON.stringify(said.data) : said.text);
  return 0;
}

/** Whoever sits at the server is not known by name; what is done there is. */
const tellAudit = (store: Store, action: AuditAction, userId: string, details: AuditDetails = {}): Promise<void> =>
  store.hub.transaction().execute((trx) =>
    appendAudit(trx, store.key, hubChain, {
      at: Temporal.Now.instant(),
      actor: "command",
      action,
      subject: `user:${userId}`,
      details,
    }),
  );

async function list(store: Store): Promise<Said> {
  const data = await Promise.all(
    (await listUsers(store.hub)).map(async (user) => ({
      ...user,
      administrations: await membershipsOf(store.hub, user.id),
    })),
  );
  const lines = data.map(({ email, name, isOperator, administrations }) => {
    const places = administrations.map((place) => `${place.name} (${place.role})`);
    return [email, name, ...(isOperator ? ["operator"] : []), ...places].join(" · ");
  });
  return { text: lines.length === 0 ? "No users yet" : lines.join("\n"), data };
}

async function known(store: Store, given: string): Promise<User> {
  const email = Email.safeParse(given);
  const user = email.success ? await findUserByEmail(store.hub, email.data) : null;
  if (user === null)
    throw new Error(`Nobody has the e-mail address ${given}. \`schakel users list\` shows who there is.`);
  return user;
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("")).join(
    "-",
  );

function oneOf<T extends string>(name: string, all: readonly T[], given: string): T {
  const found = all.find((one) => one === given);
  if (found === undefined) throw new Error(`--${name} must be one of ${all.join(", ")}, not ${given}`);
  return found;
}

async function placeOf(store: Store, given: string | undefined): Promise<string> {
  const all = await listAdministrations(store.hub);
  const found = given === undefined ? all : all.filter(({ id, name }) => id === given || name === given);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.id;
  const there = all.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  throw new Error(`Say which administration with --administration:\n${there === "" ? "  there is none yet" : there}`);
}

async function add(store: Store, given: string, values: Given): Promise<Said> {
  const read = Email.safeParse(given);
  if (!read.success) throw new Error(`${given} is no e-mail address`);
  if (values.name === undefined) throw new Error("Say what this user is called, with --name");
  const language = oneOf("language", textLanguages, values.language);
  const role = values.role === undefined ? null : oneOf("role", roles, values.role);
  const administrationId = role === null ? null : await placeOf(store, values.administration);
  const password = newPassword();
  const user = { id: newId(), name: values.name, email: read.data, language, isOperator: values.operator };
  const passwordHash = await hashOfNew(password, user.email);
  if (!(await store.hub.transaction().execute((trx) => insertUser(trx, { ...user, passwordHash }))))
    throw new Error(`${user.email} has a user already`);
  await tellAudit(store, "user.add", user.id, { role, administrationId, isOperator: user.isOperator });
  if (role !== null && administrationId !== null)
    await inAdministration(store.app, administrationId, (trx) =>
      insertMembership(trx, administrationId, user.id, role),
    );
  return { text: `${user.email} can sign in with ${password}`, data: { ...user, administrationId, role, password } };
}

async function reset(store: Store, given: string): Promise<Said> {
  const { id, email } = await known(store, given);
  const password = newPassword();
  await resetPassword(store.hub, id, await hashOfNew(password, email));
  await forgetAttempt(store.hub, store.key, { kind: "account", name: email });
  await tellAudit(store, "user.reset", id);
  return { text: `${email} can sign in with ${password}`, data: { id, email, password } };
}

async function promote(store: Store, given: string): Promise<Said> {
  const { id, email } = await known(store, given);
  await makeOperator(store.hub, id);
  await tellAudit(store, "user.operator", id);
  return { text: `${email} manages the hub`, data: { id, email } };
}
