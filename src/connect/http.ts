import type { z } from "zod";

/** A request as a connector writes it; credentials are added later, and never pass through connector code. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Relative to the connector's base URL; absolute only on the same origin, or anonymous on one of its public addresses. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Default 30 000. */
  readonly timeoutMs?: number;
  /** Send no credentials: public pages of the shop. */
  readonly anonymous?: boolean;
  /** Overrules the place of a key pair for this request: to find out which works. */
  readonly credentialsIn?: "header" | "query";
}

/** Header names in lower case; the body is decoded as UTF-8. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Method of the request: a write without an answer is something else than a read without one. */
  readonly method: HttpRequest["method"];
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
  /** Any answer below 500 as it is, also HTML; nothing is checked but that there was an answer. */
  raw(request: HttpRequest): Promise<Answer>;
}
