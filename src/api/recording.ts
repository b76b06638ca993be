import { appendAudit, hasChanged, hubChain, type AuditEntry } from "#store/audit.ts";
import { inAdministration, type Transactional } from "#store/database.ts";
import type { Caller } from "./caller.ts";
import type { Act, AnyEndpoint, ApiContext, Call, Told } from "./endpoint.ts";

type AnyCall = Omit<Call<unknown, unknown, unknown>, "tell">;

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Buffer.isBuffer(value)
    ? Object.fromEntries(Object.entries(value))
    : {};

/** The name goes with the details, which may be deleted; the row itself keeps the id. */
const whoOf = (caller: Caller, { user }: Told): { readonly actor: string; readonly by: string } => {
  if (user !== undefined) return { actor: `user:${user.id}`, by: user.name };
  if (caller.kind === "nobody") throw new Error("An act was done by nobody");
  return { actor: `${caller.kind}:${caller.id}`, by: caller.name };
};

/** What one does to oneself is about oneself; elsewhere the path says what it is about. */
const idOf = (params: Readonly<Record<string, unknown>>, { caller }: AnyCall, { scope }: AnyEndpoint): string => {
  const named = Object.values(params).map(String).join("/");
  return named === "" && scope === "self" ? caller.id : named;
};

function entryOf(endpoint: AnyEndpoint, act: Act, call: AnyCall, told: Told, at: Temporal.Instant): AuditEntry {
  const params = fieldsOf(call.params);
  const body = fieldsOf(call.body);
  if (act.isTold === true && told.id === undefined) throw new Error(`What ${act.action} is about was not told`);
  const { actor, by } = whoOf(call.caller, told);
  const id = told.id ?? idOf(params, call, endpoint);
  const all = { ...params, ...body };
  const said = (act.says ?? []).filter((name) => all[name] !== undefined).map((name) => [name, all[name]] as const);
  const given = Object.keys(body).filter((name) => body[name] !== undefined && act.says?.includes(name) !== true);
  const details = {
    by,
    ...(given.length > 0 && { fields: given.toSorted() }),
    ...Object.fromEntries(said),
    ...told.details,
  };
  return { at, actor, action: act.action, subject: `${act.subject}:${id}`, details };
}

/** One call of an endpoint that does something. */
export interface Recorded {
  readonly context: ApiContext;
  readonly tell: (told: Told) => void;
  /** Writes the row that no transaction of the handler could take along. */
  finish(): Promise<void>;
}

/**
 * Every act is written once. The first transaction of the handler in which anything was changed takes the row along, as its last
 * statement: both are there or neither. What changes nothing in such a transaction (users and the hub itself, and what the engine
 * does for a call: check, test, sweep, webhooks) is written right after it was done.
 */
export function record(context: ApiContext, endpoint: AnyEndpoint, call: AnyCall): Recorded {
  const act = endpoint.act ?? null;
  if (act === null) return { context, tell: () => undefined, finish: async () => undefined };
  const { app, hub, key } = context.store;
  let told: Told = {};
  let isWritten = false;
  const entry = () => entryOf(endpoint, act, call, told, context.now());
  const chain = () => told.administrationId ?? (call.administrationId === "" ? hubChain : call.administrationId);
  const recordingApp: Transactional = {
    transaction: () => ({
      async execute(work) {
        let isTakenAlong = false;
        const result = await app.transaction().execute(async (trx) => {
          const done = await work(trx);
          isTakenAlong = call.administrationId !== "" && !isWritten && (await hasChanged(trx));
          if (isTakenAlong) await appendAudit(trx, key, chain(), entry());
          return done;
        });
        isWritten ||= isTakenAlong;
        return result;
      },
    }),
  };
  return {
    context: { ...context, store: { ...context.store, app: recordingApp } },
    tell: (more) => {
      told = { ...told, ...more };
    },
    async finish() {
      if (isWritten || act.isOnlyWhenChanged === true) return;
      const where = chain();
      if (where === hubChain) await hub.transaction().execute((trx) => appendAudit(trx, key, where, entry()));
      else await inAdministration(app, where, (trx) => appendAudit(trx, key, where, entry()));
    },
  };
}
