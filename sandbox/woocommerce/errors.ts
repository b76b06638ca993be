/** The error shapes of contract section 2; the texts are those of rest/errors, for cases without a recording those of WordPress. */

export interface ErrorBody {
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, code: string, message: string, data: unknown = { status }) {
    super(message);
    this.status = status;
    this.body = { code, message, data };
  }
}

/** One refused parameter. */
export interface Refusal {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly data: unknown;
}

export function invalidParams(refusals: readonly Refusal[]): ApiError {
  const params = Object.fromEntries(refusals.map((one) => [one.name, one.message]));
  const details = Object.fromEntries(refusals.map(({ name, code, message, data }) => [name, { code, message, data }]));
  const names = refusals.map((one) => one.name).join(", ");
  return new ApiError(400, "rest_invalid_param", `Invalid parameter(s): ${names}`, { status: 400, params, details });
}

/** `a, b, and c`, the way WordPress lists allowed values. */
export function listed(values: readonly string[]): string {
  if (values.length < 3) return values.join(" and ");
  return `${values.slice(0, -1).join(", ")}, and ${values.at(-1) ?? ""}`;
}

export function notInEnum(name: string, label: string, values: readonly string[]): Refusal {
  return { name, code: "rest_not_in_enum", message: `${label} is not one of ${listed(values)}.`, data: null };
}

export function wrongType(name: string, label: string, type: string): Refusal {
  return { name, code: "rest_invalid_type", message: `${label} is not of type ${type}.`, data: { param: label } };
}

export function noRoute(): ApiError {
  return new ApiError(404, "rest_no_route", "No route was found matching the URL and request method.");
}

/** What a request without an accepted key gets: 401, the same as for a user without rights (contract section 2, Auth). */
export function notAllowed(method: string, kind: "list" | "item" | "batch"): ApiError {
  if (kind === "batch") {
    const message = "Sorry, you are not allowed to batch manipulate this resource.";
    return new ApiError(401, "woocommerce_rest_cannot_batch", message);
  }
  if (method === "GET" || method === "HEAD") {
    const message = kind === "list" ? "Sorry, you cannot list resources." : "Sorry, you cannot view this resource.";
    return new ApiError(401, "woocommerce_rest_cannot_view", message);
  }
  const action = method === "DELETE" ? "delete" : kind === "list" ? "create" : "edit";
  const what = action === "create" ? "create resources" : `${action} this resource`;
  return new ApiError(401, `woocommerce_rest_cannot_${action}`, `Sorry, you are not allowed to ${what}.`);
}

export function authenticationError(message: string): ApiError {
  return new ApiError(401, "woocommerce_rest_authentication_error", message);
}

/** GET and DELETE of an unknown id: 404. */
export function unknownId(kind: string): ApiError {
  return new ApiError(404, `woocommerce_rest_${kind}_invalid_id`, "Invalid ID.");
}

/** PUT of an unknown id: 400 with the same code, and for orders another text. */
export function unknownIdOnWrite(kind: string): ApiError {
  const message = kind === "product" || kind === "product_variation" ? "Invalid ID." : "ID is invalid.";
  return new ApiError(400, `woocommerce_rest_${kind}_invalid_id`, message);
}

export function tooManyItems(): ApiError {
  const message = "Unable to accept more than 100 items for this request.";
  return new ApiError(413, "woocommerce_rest_request_entity_too_large", message);
}

export function missingParams(names: readonly string[]): ApiError {
  const message = `Missing parameter(s): ${names.join(", ")}`;
  return new ApiError(400, "rest_missing_callback_param", message, { status: 400, params: names });
}
