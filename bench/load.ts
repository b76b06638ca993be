import { Pool } from "undici";

/**
 * Sends every body once over `connections` keep-alive connections, as fast as it is answered. Returns requests per second. Throws on the first answer
 * that is not 200: a fast refusal is no speed.
 */
export async function sendAll(
  url: URL,
  requests: readonly { readonly body: string; readonly headers: Readonly<Record<string, string>> }[],
  connections: number,
): Promise<number> {
  const pool = new Pool(url.origin, { connections, pipelining: 1 });
  let next = 0;
  const started = performance.now();
  const one = async () => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index];
      if (request === undefined) return;
      const answer = await pool.request({
        path: url.pathname,
        method: "POST",
        headers: { "content-type": "application/json", ...request.headers },
        body: request.body,
      });
      const text = await answer.body.text();
      if (answer.statusCode !== 200) throw new Error(`${url.pathname} answered ${answer.statusCode} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return requests.length / seconds;
}
