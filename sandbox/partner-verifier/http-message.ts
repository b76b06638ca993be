/** A request as it comes in, or as it went out. */
export interface HttpRequest {
  readonly method: string;
  /** Base address, path and query, as the one who asks calls it. */
  readonly targetUri: string;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** An answer as it comes in. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** By name in lower case; what came in more lines is joined by commas. */
export type Headers = ReadonlyMap<string, string>;

/** Headers as they came, under the names and values that are signed (RFC 9421 section 2.1). */
export function headersOf(lines: Readonly<Record<string, string>>): Headers {
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(lines)) {
    const before = headers.get(name.toLowerCase());
    const trimmed = value.replaceAll(/^[ \t]+|[ \t]+$/g, "");
    headers.set(name.toLowerCase(), before === undefined ? trimmed : `${before}, ${trimmed}`);
  }
  return headers;
}
