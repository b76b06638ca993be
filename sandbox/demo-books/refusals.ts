/** The refusals of the contract, each with its status. */
const statuses = {
  bad_json: 400,
  unauthorized: 401,
  read_only: 403,
  not_found: 404,
  idempotency_key_reused: 409,
  in_progress: 409,
  invalid: 422,
  unknown_field: 422,
  totals: 422,
  period_closed: 422,
  rate_limited: 429,
} as const;

export type Code = keyof typeof statuses;

/** Thrown by whoever finds the fault: nothing was written. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: Code;
  readonly status: number;
  readonly field: string | null;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: Code,
    message: string,
    field: string | null = null,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.code = code;
    this.status = statuses[code];
    this.field = field;
    this.headers = headers;
  }
}

export const invalid = (field: string, message: string): Refused => new Refused("invalid", message, field);

export const errorBody = (code: string, field: string | null, message: string): string =>
  JSON.stringify({ error: { code, field, message } });
