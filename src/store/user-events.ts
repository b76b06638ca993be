import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Database, Transaction } from "./database.ts";

export const userActions = [
  "signedIn",
  "signInFailed",
  "passwordChanged",
  "emailChanged",
  "twoFactorOn",
  "twoFactorOff",
  "invited",
  "invitationRevoked",
  "invitationAccepted",
  "roleChanged",
  "removed",
] as const;
export type UserAction = (typeof userActions)[number];

export interface UserEvent {
  readonly id: string;
  readonly at: string;
  readonly userId: string | null;
  readonly actor: string;
  readonly action: UserAction;
  readonly details: Readonly<Record<string, string>>;
}

/** Tells what a user did or met, in each administration he is a member of. */
export async function tellOfUser(
  hub: Database,
  user: { readonly id: string; readonly name: string },
  action: UserAction,
  at: Temporal.Instant,
  details: UserEvent["details"] = {},
): Promise<void> {
  await sql`select tell_of_user(${user.id}, ${user.name}, ${action}, ${at.toString()}::timestamptz, ${JSON.stringify(details)}::jsonb)`.execute(
    hub,
  );
}

export async function insertUserEvent(
  trx: Transaction,
  administrationId: string,
  event: Omit<UserEvent, "id">,
): Promise<void> {
  await sql`insert into user_events (administration_id, id, at, user_id, actor, action, details)
    values (${administrationId}, ${randomUUID()}, ${event.at}, ${event.userId}, ${event.actor}, ${event.action}, ${JSON.stringify(event.details)}::jsonb)`.execute(
    trx,
  );
}

/** Latest first. */
export async function listUserEvents(trx: Transaction, administrationId: string, limit: number): Promise<UserEvent[]> {
  const { rows } = await sql<UserEvent>`select id, at, user_id as "userId", actor, action, details from user_events
    where administration_id = ${administrationId} order by at desc, id limit ${limit}`.execute(trx);
  return rows;
}
