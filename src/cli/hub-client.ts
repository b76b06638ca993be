/** Calls a running hub's public API, as any program of a user would. */
export interface HubClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  /** Puts a file as it is. */
  upload(path: string, mediaType: string, bytes: Buffer): Promise<void>;
}

/** What `hubClient` throws: an Error with the problem's own words, and the problem itself. */
export interface HubRefusal extends Error {
  readonly status: number;
  /** As it was answered: a problem in JSON, or what stands before the hub said instead. */
  readonly answer: string;
}

export const isHubRefusal = (error: unknown): error is HubRefusal =>
  error instanceof Error && "status" in error && "answer" in error;

/** Throws a `HubRefusal` when the hub refuses. `headers`: which administration, which language. */
export function hubClient(url: URL, token: string, headers: Readonly<Record<string, string>> = {}): HubClient {
  const send = async (method: string, path: string, mediaType: string | null, body?: string | Buffer) => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        ...(mediaType !== null && { "content-type": mediaType }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) {
      const error = new Error(`${method} ${path}: ${answer.status} ${text}`);
      throw Object.assign(error, { status: answer.status, answer: text });
    }
    return text;
  };
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> =>
    JSON.parse(
      body === undefined
        ? await send(method, path, null)
        : await send(method, path, "application/json", JSON.stringify(body)),
    ) as T;
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    put: (path, body) => call("PUT", path, body),
    upload: async (path, mediaType, bytes) => void (await send("PUT", path, mediaType, bytes)),
  };
}
