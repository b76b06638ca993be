import type { FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { ErrorCode } from "#domain/error.ts";
import type { TextLanguage } from "#domain/texts/text.ts";
import type { Engine } from "#engine/engine.ts";
import type { AccessToken } from "#store/access-tokens.ts";
import type { Store } from "#store/store.ts";
import type { AnyConnector } from "#connect/connector.ts";
import type { Permission } from "./permissions.ts";
import type { RequestCode } from "./problem.ts";

/** What endpoints work with. */
export interface ApiContext {
  readonly store: Store;
  readonly engine: Engine;
  readonly connectorById: (id: string) => AnyConnector;
  readonly now: () => Temporal.Instant;
  readonly publicUrl: URL | null;
}

/** One call, after the token and the permission were checked and the input parsed. */
export interface Call<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly token: AccessToken;
  /** Only for endpoints of one administration. */
  readonly administrationId: string;
  /** Of the texts for people in the answer. */
  readonly language: TextLanguage;
  readonly signal: AbortSignal;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

interface Declaration<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, A extends z.ZodType> {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  /** One sentence; the description in OpenAPI. */
  readonly summary: string;
  readonly permission: Permission;
  /** `hub`: of no administration in particular. */
  readonly scope: "administration" | "hub";
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Status and schema of the answer when it worked. */
  readonly status: 200 | 201 | 202;
  readonly answer: A;
  /** Media type when the answer is not JSON. */
  readonly mediaType?: string;
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
  declaration: Omit<Declaration<P, Q, B, A>, "params" | "query" | "body" | "status" | "scope"> &
    Partial<Pick<Declaration<P, Q, B, A>, "params" | "query" | "body" | "status" | "scope">>,
): AnyEndpoint =>
  ({
    params: z.object({}),
    query: z.object({}),
    body: nothing,
    status: 200,
    scope: "administration",
    ...declaration,
  }) as unknown as AnyEndpoint;
