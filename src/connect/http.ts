import type { z } from "zod";
import type { FormField, Placed } from "./placed.ts";

/** A request as a connector writes it; credentials are added later, and never pass through connector code. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Relative to the connector's base URL; absolute only on the same origin, one of its other addresses, or anonymous on a public one. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as XML, these parts one after another; a secret in it is escaped. As `application/xml`, unless the headers name a content type. */
  readonly xml?: readonly (string | Placed)[];
  /** A form: the body of a POST, the query of a GET. */
  readonly form?: readonly FormField[];
  /** Changes nothing over there, although its method is not GET: products that are asked by POST. */
  readonly isRead?: true;
  /** Default 30 000. */
  readonly timeoutMs?: number;
  /** Send no credentials: public pages of the shop. */
  readonly anonymous?: boolean;
  /** Overrules the place of a key pair for this request: to find out which works. */
  readonly credentialsIn?: "header" | "query";
}

/** Header names in lower case; the body is decoded as it says it is, else as UTF-8 (answer-text.ts). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly method: HttpRequest["method"];
  /** A write without an answer is something else than a read without one. */
  readonly isWrite: boolean;
  readonly host: string;
}

/**
 * The only way out of the hub for a connector. Throws HubErrors only: `remote.unavailable`, `remote.rate_limited`,
 * `remote.outcome_unknown` (a write without an answer), `credentials.*`, `settings.invalid`, `remote.protocol_changed`.
 */
export interface Http {
  /** Checks the answer's status, content type and schema. */
  json<T extends z.ZodType>(request: HttpRequest, schema: T): Promise<z.output<T>>;
  /** The same, with the headers: paging lives there. */
  jsonWithHeaders<T extends z.ZodType>(
    request: HttpRequest,
    schema: T,
  ): Promise<{ readonly data: z.output<T>; readonly headers: Readonly<Record<string, string>> }>;
  /**
   * Null on exactly these statuses, as JSON, or on the refusals that `nullOn` recognises: "not there" is never guessed. A
   * vendor whose 404 may also mean "no such interface" needs the second form.
   */
  jsonOrNull<T extends z.ZodType>(
    request: HttpRequest,
    schema: T,
    nullOn: readonly number[] | ((refusal: Answer) => boolean),
  ): Promise<z.output<T> | null>;
  /** A request of which only the headers of the answer count; checks the status. */
  done(request: HttpRequest): Promise<{ readonly headers: Readonly<Record<string, string>> }>;
  /** A file; refused with `document.rejected` when it is larger. `mediaType` without its parameters, lower case. */
  file(request: HttpRequest, maximumBytes: number): Promise<{ readonly mediaType: string; readonly base64: string }>;
  /** What the access token itself says that it is good for; null when there is none or it does not say. */
  scopes(): Promise<readonly string[] | null>;
  /** For what is carried out over there meanwhile. Rejects when the session ends. */
  wait(milliseconds: number): Promise<void>;
  /** A good answer as it is; whoever asks reads it. The others are refused as anywhere. */
  text(request: HttpRequest): Promise<Answer>;
  /** Words of the other side that go into an error, without our secrets. */
  masked(text: string): string;
  /**
   * Fields with the secrets filled in, for a form that the user's own browser posts. For `perform` alone: connectors name the places
   * and never see what goes there.
   */
  fillIn(fields: readonly FormField[]): readonly { readonly name: string; readonly value: string }[];
  /** Any answer below 500 as it is, also HTML; nothing is checked but that there was an answer. */
  raw(request: HttpRequest): Promise<Answer>;
}
