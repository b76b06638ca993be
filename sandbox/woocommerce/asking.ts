/** The stand-in's own test client: asks a shop over http or https without checking its certificate. */
import { request as requestHttp, type IncomingHttpHeaders } from "node:http";
import { request as requestHttps } from "node:https";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: unknown;
}

export interface Question {
  readonly method?: string;
  readonly key?: readonly [string, string];
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */ readonly body?: unknown;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

export function ask(url: string, question: Question = {}): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const { key, body } = question;
  const headers: Record<string, string> = { ...question.headers };
  if (key !== undefined) headers["Authorization"] = `Basic ${Buffer.from(key.join(":")).toString("base64")}`;
  if (body !== undefined) headers["Content-Type"] ??= "application/json";
  const options = { method: question.method ?? "GET", headers, rejectUnauthorized: false, agent: false as const };
  const open = url.startsWith("https:") ? requestHttps : requestHttp;
  const call = open(url, options, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) });
    });
  });
  call.on("error", reject);
  call.end(body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body));
  return promise;
}
