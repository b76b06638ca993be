import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { AuditAction, AuditSubject } from "#domain/audit-actions.ts";
import type { DiskRoom } from "#domain/disk.ts";
import type { ErrorCode } from "#domain/error.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import type { HubMail } from "#backoffice/mail/mail-road.ts";
import type { SmtpRules } from "#connect/smtp.ts";
import type { Engine } from "#engine/engine.ts";
import type { ChangeFeed } from "#store/change-feed.ts";
import type { Licensing } from "#store/licence-code.ts";
import type { Transactional } from "#store/database.ts";
import type { DeletedHash } from "#store/deleted-people.ts";
import type { Store } from "#store/store.ts";
import type { AnyConnector } from "#connect/connector.ts";
import type { Transforms } from "#connect/transform.ts";
import type { Caller } from "./caller.ts";
import type { CompanyLookup } from "./company/company-lookup.ts";
import type { Metrics } from "./metrics.ts";
import type { Permission } from "./permissions.ts";
import type { RequestCode } from "./problem.ts";
import type { Users } from "./users/auth.ts";

/** The store as endpoints have it: business tables in transactions only, so that an act and its row in the audit log are one. */
export type ApiStore = Omit<Store, "app"> & { readonly app: Transactional };

/** What the machine of this node knows, for who keeps it running. */
export interface Machine {
  /** Of the disk the hub keeps its data on. */
  readonly disk: () => Promise<DiskRoom>;
  /** Of the embedded database, the newest first; null for a database that is backed up by its own tools. */
  readonly backups: (() => Promise<readonly SeenBackup[]>) | null;
}

export interface SeenBackup {
  readonly madeAt: string;
  readonly reason: "asked" | "before-upgrade";
  readonly bytes: number;
}

/** What endpoints work with. */
export interface ApiContext {
  readonly store: ApiStore;
  readonly engine: Engine;
  readonly users: Users;
  readonly connectorById: (id: string) => AnyConnector;
  /** All of them, ours first. */
  readonly connectors: readonly AnyConnector[];
  /** Steps of own modules; left out: there are none. */
  readonly transforms?: Transforms;
  readonly now: () => Temporal.Instant;
  readonly publicUrl: URL | null;
  readonly metrics: Metrics;
  readonly mail: { readonly hub: HubMail; readonly rules: SmtpRules };
  readonly companies: CompanyLookup;
  readonly machine: Machine;
  /** Says what changed to whoever listens; `closing` when this server stops. */
  readonly live: { readonly feed: ChangeFeed; readonly closing: AbortSignal };
  /** What the operator asks for an app; left out: nothing. */
  readonly licensing?: Licensing;
  /** Left out: this hub has no database of its own, so neither list nor backups. */
  readonly deletions?: DeletionKeeper;
}

/** What is kept beside the database about people who were deleted. */
export interface DeletionKeeper {
  remember(list: readonly DeletedHash[]): Promise<void>;
  /** Backups that still hold what was deleted at that moment. */
  backupsBefore(
    moment: string,
  ): Promise<readonly { readonly folder: string; readonly madeAt: string; readonly expiresAt: string | null }[]>;
}

/** One call, after the caller and the permission were checked and the input parsed. */
export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly caller: Caller;
  /** Only for endpoints of one administration. */
  readonly administrationId: string;
  /** Of the texts for people in the answer. */
  readonly language: TextLanguage;
  readonly signal: AbortSignal;
  /** Tells the audit log what only the handler knows; inside the transaction of the act, when it has one. */
  readonly tell: (told: Told) => void;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** What an endpoint does, as the audit log keeps it. */
export interface Act {
  readonly action: AuditAction;
  /** Its id is what the path names, unless the handler tells another. */
  readonly subject: AuditSubject;
  /** What it is about is made by the act, or is no part of the path: the handler must tell its id. */
  readonly isTold?: true;
  /** Most calls of it change nothing, and are no act then. */
  readonly isOnlyWhenChanged?: true;
  /** Fields of path and body whose values people may read in the log. Never a secret. Of all others only the name is kept. */
  readonly says?: readonly string[];
}

export interface Told {
  readonly id?: string;
  /** Who did it, where nobody was signed in before. */
  readonly user?: { readonly id: string; readonly name: string };
  /** In whose chain it belongs, where the call is of no administration. */
  readonly administrationId?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Everything but reading names its act; null only where nothing is changed, or another log tells it. */
type WithAct =
  | { readonly method: "GET"; readonly act?: Act }
  | { readonly method: "POST" | "PUT" | "DELETE"; readonly act: Act | null };

interface Declaration<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  readonly method: WithAct["method"];
  readonly act?: Act | null;
  readonly path: string;
  /** One sentence; the description in OpenAPI. */
  readonly summary: string;
  /** Null where it is enough to be who the scope asks for. */
  readonly permission: Permission | null;
  /** `hub`: of no administration in particular; `self`: of the person who signed in; `public`: for everybody, also unknown. */
  readonly scope: "administration" | "hub" | "self" | "public";
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Status and schema of the answer when it worked. */
  readonly status: 200 | 201 | 202;
  readonly answer: A;
  /** Media type when the answer is not JSON; with a `*` in it the handler says which. */
  readonly mediaType?: string;
  /** An answer that is large and says the same things again and again: sent gzipped to whoever takes it. */
  readonly isCompressed?: true;
  /** The body is a file of at most this many bytes, handed over as a Buffer unread; it has no `body` schema. */
  readonly upload?: { readonly most: number };
  /** Codes it may refuse with, beside those every endpoint has. */
  readonly errors: readonly (ErrorCode | RequestCode)[];
  readonly handle: (context: ApiContext, call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<A>>;
}

export type AnyEndpoint = Declaration<z.ZodType, z.ZodType, z.ZodType, z.ZodType>;

export const nothing = z.undefined().or(z.null()).or(z.object({}));

/** Declares an endpoint whole: method, path, permission, schemas and error codes stand in one place. */
export const defineEndpoint = <
  A extends z.ZodType,
  P extends z.ZodType = z.ZodObject<Record<string, never>>,
  Q extends z.ZodType = z.ZodObject<Record<string, never>>,
  B extends z.ZodType = typeof nothing,
>(
  declaration: Omit<Declaration<P, Q, B, A>, "params" | "query" | "body" | "status" | "scope" | "method" | "act"> &
    Partial<Pick<Declaration<P, Q, B, A>, "params" | "query" | "body" | "status" | "scope">> &
    WithAct,
): AnyEndpoint =>
  ({
    params: z.object({}),
    query: z.object({}),
    body: nothing,
    status: 200,
    scope: "administration",
    ...declaration,
  }) as unknown as AnyEndpoint;
