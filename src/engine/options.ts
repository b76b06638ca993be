import type { AnyConnector } from "#connect/connector.ts";
import type { SmtpRules } from "#connect/smtp.ts";
import type { Transforms } from "#connect/transform.ts";
import type { Transport } from "#connect/transport.ts";
import type { DiskRoom } from "#domain/disk.ts";
import type { MailRoad, ReadyMail } from "#domain/mail-server.ts";
import type { Telling } from "#domain/telling.ts";
import type { OrderSight, OrderTarget } from "#flows/shop-orders/order-target.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { AuditOptions } from "./audit-watch.ts";
import type { Licensing } from "#store/licence-code.ts";
import type { OutboxRow } from "#store/outbox.ts";
import type { Store } from "#store/store.ts";
import type { Counts } from "./counts.ts";
import type { PartnerHands } from "./partners/partner-hands.ts";

/** What the engine runs on; wired in one place (cli/start-hub.ts), replaced piece by piece in tests. */
export interface EngineOptions {
  readonly store: Store;
  readonly connectorById: (id: string) => AnyConnector;
  /** Steps of others on items of a source; left out: there are none. */
  readonly transforms?: Transforms;
  readonly transport: Transport;
  /** The built-in back office, in the caller's transaction. `today` is the administration's local day. */
  readonly builtInTarget: (trx: Transaction, administration: Administration, today: string) => OrderTarget;
  /** The same for who only looks. */
  readonly builtInSight: (trx: Transaction, administration: Administration) => OrderSight;
  /** Left out: those that cannot write. Only a proof that must turn red gives others. */
  readonly dryRunHands?: (store: Store) => DryRunHands;
  readonly now: () => Temporal.Instant;
  readonly log: Log;
  /** Where shops reach this hub; null when they cannot, and everything is polled. */
  readonly publicUrl: URL | null;
  readonly timing: Timing;
  /** What the operator asks for an app; left out: nothing. */
  readonly licensing?: Licensing;
  readonly mail: MailOptions;
  /** Left out: nobody counts. */
  readonly counts?: Counts;
  /** Of this program, for the operator. */
  readonly version?: string;
  /** Left out: the heads of the audit log are not written, as in a test of something else. */
  readonly audit?: AuditOptions;
  readonly alarms: AlarmOptions;
  /** Of the back office, in the caller's transaction: one batch of the import that is under way; false when there is none. */
  readonly stepImport: (trx: Transaction, administrationId: string) => Promise<boolean>;
  /** The same of files of suppliers' prices, and of prices that are put back. */
  readonly stepPrices: (trx: Transaction, administrationId: string) => Promise<boolean>;
  /** The same of messages of trading partners. Left out: what comes in is kept and nothing is made of it, as in a test of the road alone. */
  readonly partners?: PartnerHands;
}

export interface MailOptions {
  readonly source: MailSource;
  readonly rules: SmtpRules;
}

export interface AlarmOptions {
  /** Of the back office, in the caller's transaction: queues the mails that are due, and marks them as told. Returns how many. */
  readonly tell: (trx: Transaction, administrationId: string, telling: Telling) => Promise<number>;
  /** Of the disk the hub keeps its data on. */
  readonly disk: () => Promise<DiskRoom>;
}

/** Of the back office, in the caller's transaction: where the mail of an administration goes, and what a mail says. */
export interface MailSource {
  road(trx: Transaction, administrationId: string): Promise<MailRoad>;
  /** Throws `settings.invalid` and the like when this mail cannot be made. */
  prepare(trx: Transaction, administrationId: string, row: OutboxRow, at: Temporal.Instant): Promise<ReadyMail>;
}

/** What a dry run gets to touch. */
export interface DryRunHands {
  /** One transaction on the books of an administration. */
  readonly within: <T>(administrationId: string, work: (trx: Transaction) => Promise<T>) => Promise<T>;
  /** What an order is carried out on; `foreseen` only notes it. */
  readonly targetIn: (
    trx: Transaction,
    place: { readonly administration: Administration; readonly today: string },
    foreseen: OrderTarget,
  ) => OrderTarget;
}

/** What payments take of it. */
export type PaymentOptions = Pick<EngineOptions, "store" | "now" | "log" | "publicUrl">;

/** Seconds. */
export interface Timing {
  /** Between looks for deliveries left behind and retries that are due. */
  readonly careSeconds: number;
  /** A delivery this old that nobody rang for was left behind by a crash. */
  readonly leftBehindSeconds: number;
  /** Between two sweeps of a shop that also sends webhooks, and of one that is only polled. */
  readonly sweepSeconds: number;
  readonly pollSeconds: number;
  /** Between two looks at old orders that may be taken in. */
  readonly migrationSeconds: number;
  /** Between two looks for alarms. */
  readonly alarmSeconds: number;
}

export const usualTiming: Timing = {
  careSeconds: 5,
  leftBehindSeconds: 10,
  sweepSeconds: 900,
  pollSeconds: 60,
  migrationSeconds: 5,
  alarmSeconds: 120,
};

export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
