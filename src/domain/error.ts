/** What has to happen next; decides retry, alert, colour and sentence (design.md section 8). */
export type Remedy = "retry" | "reconnect" | "configure" | "correct" | "report";

/** Every stable error code. A code never changes its meaning: people, tests and stored rows match on it. */
export const remedies = {
  "remote.unavailable": "retry",
  "remote.rate_limited": "retry",
  "remote.outcome_unknown": "retry",
  "remote.conflict": "retry",
  "credentials.expired": "reconnect",
  "credentials.insufficient": "reconnect",
  "settings.invalid": "configure",
  "mapping.missing": "configure",
  "capability.missing": "configure",
  "document.invalid": "correct",
  "document.rejected": "correct",
  "document.totals_mismatch": "correct",
  "remote.protocol_changed": "report",
  "internal.unexpected": "report",
} as const satisfies Record<string, Remedy>;

export type ErrorCode = keyof typeof remedies;

interface Options {
  readonly cause?: unknown;
  /** The other side asked us to wait this long; does not count as an attempt. */
  readonly retryAfterMs?: number;
  /** Only a person can find out or mend this, although the code says to try again: it is held at once. */
  readonly asksPerson?: boolean;
  /** Facts for the text and the screen: the missing mapping, the field, the difference. Never a secret. `says`: what is wrong with `field`, of `textLater`. */
  readonly details?: Readonly<Record<string, string>>;
}

/** The one error class. Matched by `code`, never by class: read back from a job or another process it has lost its prototype. */
export class HubError extends Error {
  override readonly name = "HubError";
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;
  readonly asksPerson: boolean;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, message: string, options: Options = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.asksPerson = options.asksPerson ?? false;
    this.details = options.details ?? {};
  }
}

/** Any thrown thing as a HubError; what is not ours becomes `internal.unexpected`, with the original as cause. */
export function asHubError(thrown: unknown): HubError {
  if (thrown instanceof HubError) return thrown;
  if (thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" && thrown.code in remedies) {
    return new HubError(thrown.code as ErrorCode, thrown.message, { cause: thrown });
  }
  return new HubError("internal.unexpected", thrown instanceof Error ? thrown.message : String(thrown), {
    cause: thrown,
  });
}

export const remedyFor = (code: ErrorCode): Remedy => remedies[code];
