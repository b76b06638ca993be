/** Refusals of the API (contract section 10). Nothing was written. */
export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 406 | 415 | 500;

const names: Readonly<Record<RefusalStatus, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  415: "Unsupported Media Type",
  500: "Internal Server Error",
};

export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: RefusalStatus;

  constructor(status: RefusalStatus, reason?: string) {
    super(reason === undefined ? names[status] : `${names[status]}: ${reason}`);
    this.status = status;
  }
}

export const missing = (field: string): Refused => new Refused(400, `The required field '${field}' is missing`);
