/** Calls a running hub's public API, as any program of a user would. */
export interface HubClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  put<T>(path: string, body: unknown): Promise<T>;
  /** Puts a file as it is. */
  upload(path: string, mediaType: string, bytes: Buffer): Promise<void>;
}

/** Throws an Error with the problem's own words when the hub refuses. */
export function hubClient(url: URL, token: string): HubClient {
  const send = async (method: string, path: string, mediaType: string | null, body?: string | Buffer) => {
    const answer = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(mediaType !== null && { "content-type": mediaType }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : new Uint8Array(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
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
