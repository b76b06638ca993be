/** One outgoing call of the shop: no redirects, one connection each, as WordPress does it (contract section 7, Delivery). */
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";

export interface Sent {
  /** `undefined` when nothing answered. */ readonly status: number | undefined;
  readonly error: string | undefined;
  readonly milliseconds: number;
}

export function send(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  timeout: number,
): Promise<Sent> {
  const bytes = Buffer.from(body, "utf8");
  const started = performance.now();
  const { promise, resolve } = Promise.withResolvers<Sent>();
  const done = (status: number | undefined, error?: string): void => {
    resolve({ status, error, milliseconds: Math.round(performance.now() - started) });
  };
  const open = url.startsWith("https:") ? requestHttps : requestHttp;
  try {
    const call = open(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, Connection: "close", "Content-Length": String(bytes.length) },
      timeout,
    });
    call.on("response", (answer) => {
      answer.resume();
      answer.on("error", () => undefined);
      done(answer.statusCode);
    });
    call.on("timeout", () => call.destroy(new Error("timed out")));
    call.on("error", (error) => done(undefined, error.message));
    call.end(bytes);
  } catch (error) {
    done(undefined, error instanceof Error ? error.message : String(error));
  }
  return promise;
}
