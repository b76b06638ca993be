import type { Checked } from "#connect/connector.ts";
import { asHubError } from "#domain/error.ts";
import { closeAlarm, closeQuiet, raiseAlarm } from "#store/alarms.ts";
import {
  openHookSecret,
  readConnection,
  saveLearnt,
  setConnectionHealth,
  type Connection,
} from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { wakeHeld } from "#store/inbox.ts";
import { putSubscription, removeSubscription, subscriptionsOf, type SubscriptionRow } from "#store/subscriptions.ts";
import { connectionFailed } from "./connection-health.ts";
import { testConnection, type TestResult } from "./connection-test.ts";
import type { EngineOptions } from "./options.ts";
import type { OpenSession, Sessions } from "./session.ts";

interface Place {
  readonly administrationId: string;
  readonly connectionId: string;
}

export interface ConnectionCare {
  /** Checks the credentials, saves what it learnt, and lets what waited for this connection go on. Throws the HubError the user should see. */
  check(place: Place, signal: AbortSignal): Promise<Checked>;
  /** Checks, then tries everything this connection is for, line by line. Throws as `check` does. */
  test(place: Place, signal: AbortSignal): Promise<TestResult & Pick<Checked, "account" | "rights">>;
  /** Registers the webhooks at the shop, or only reports them when the shop cannot reach this hub (polling only). */
  subscribe(place: Place, signal: AbortSignal): Promise<readonly SubscriptionRow[]>;
  /** Looks at our webhooks there; puts a disabled one back with an alarm, makes a lost one anew. Returns true when something was wrong. */
  watch(place: Place, signal: AbortSignal): Promise<boolean>;
}

export const hookPath = (hookKey: string): string => `hooks/${hookKey}`;

/** Looks after connections: their credentials and their webhooks. */
export function connectionCare(options: EngineOptions, sessions: Sessions): ConnectionCare {
  const { store, now, publicUrl, log } = options;

  const open = (
    { administrationId, connectionId }: Place,
    signal: AbortSignal,
  ): Promise<{ connection: Connection; opened: OpenSession }> =>
    inAdministration(store.app, administrationId, async (trx) => {
      const connection = await readConnection(trx, administrationId, connectionId);
      if (connection === null) throw new Error(`No connection ${connectionId}`);
      return { connection, opened: await sessions.open(trx, connection, signal) };
    });

  /** It was put back, and stayed on for a while: a shop that switches it off again and again has one alarm, not many. */
  const quietFor = ({ administrationId }: Place, subject: string): Promise<void> =>
    inAdministration(store.app, administrationId, (trx) =>
      closeQuiet(trx, administrationId, "webhookDisabled", subject, now(), { hours: 1 }),
    );

  const deliveryUrl = (connection: Connection): URL | null =>
    publicUrl === null || connection.pollingOnly ? null : new URL(hookPath(connection.hookKey), publicUrl);

  return {
    async check(place, signal) {
      const { connection, opened } = await open(place, signal);
      try {
        const checked = await opened.connector.check(opened.session);
        await inAdministration(store.app, place.administrationId, async (trx) => {
          await saveLearnt(trx, connection, checked);
          await setConnectionHealth(trx, connection, {
            state: "connected",
            stateReason: "",
            retryAt: null,
            failures: 0,
          });
          await closeAlarm(trx, place.administrationId, "credentials", connection.id, now());
          await closeAlarm(trx, place.administrationId, "unreachable", connection.id, now());
          await wakeHeld(trx, place.administrationId, connection.id);
        });
        return checked;
      } catch (thrown) {
        const error = asHubError(thrown);
        await inAdministration(store.app, place.administrationId, (trx) =>
          connectionFailed(trx, connection, error, now()),
        );
        throw error;
      }
    },

    async test(place, signal) {
      const { account, lacks = [], rights = [] } = await this.check(place, signal);
      // Anew: the check may have learnt where the keys go.
      const { connection, opened } = await open(place, signal);
      return { account, rights, ...(await testConnection(opened, lacks, deliveryUrl(connection))) };
    },

    async subscribe(place, signal) {
      const { connection, opened } = await open(place, signal);
      const deliverTo = deliveryUrl(connection);
      const { webhook } = opened.connector;
      if (deliverTo === null || webhook === undefined) return [];
      const secret = await inAdministration(store.app, place.administrationId, (trx) =>
        openHookSecret(trx, store.key, place.administrationId, connection.id),
      );
      const made = await webhook.subscribe(opened.session, deliverTo, secret);
      return inAdministration(store.app, place.administrationId, async (trx) => {
        for (const subscription of made)
          await putSubscription(trx, place.administrationId, connection.id, subscription);
        return subscriptionsOf(trx, place.administrationId, connection.id);
      });
    },

    async watch(place, signal) {
      const { connection, opened } = await open(place, signal);
      // One that does not answer is asked by the sweep alone.
      if (connection.retryAt !== null) return false;
      const { webhook } = opened.connector;
      const known = await inAdministration(store.app, place.administrationId, (trx) =>
        subscriptionsOf(trx, place.administrationId, connection.id),
      );
      if (webhook === undefined || known.length === 0) return false;
      let isWrong = false;
      for (const subscription of known) {
        const seen = await webhook.status(opened.session, subscription.externalId);
        if (seen?.active === true) {
          await quietFor(place, `${connection.id} ${subscription.topic}`);
          continue;
        }
        isWrong = true;
        const text =
          seen === null
            ? `${subscription.topic} was removed at the shop`
            : `${subscription.topic} was switched off by the shop`;
        log.warn({ connection: connection.id, subscription: subscription.externalId }, text);
        const now = seen === null ? null : await webhook.activate(opened.session, subscription.externalId);
        await inAdministration(store.app, place.administrationId, async (trx) => {
          await raiseAlarm(trx, {
            administrationId: place.administrationId,
            kind: "webhookDisabled",
            subject: `${connection.id} ${subscription.topic}`,
            text,
            at: options.now(),
          });
          if (now === null)
            await removeSubscription(trx, place.administrationId, connection.id, subscription.externalId);
          else await putSubscription(trx, place.administrationId, connection.id, now);
        });
        if (seen === null) await this.subscribe(place, signal);
      }
      return isWrong;
    },
  };
}
