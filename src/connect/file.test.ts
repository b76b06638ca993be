import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { asHubError } from "#domain/error.ts";
import { createBudget, type Budget } from "./budget.ts";
import type { AnyConnector } from "./connector.ts";
import { createHttp, type Exchange } from "./http-client.ts";
import { createTransport } from "./transport.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

/** An `Http` with the real transport, at a server of this test. */
async function at(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { transport, close } = createTransport({ opened: [host] });
  closing.push(async () => {
    await close();
    await new Promise((resolve) => void server.close(resolve));
  });
  const connector = {
    credentials: { type: "none" },
    rateLimit: { per: "address", windows: [], concurrency: 1 },
    baseUrl: () => new URL(`http://${host}/`),
  } as unknown as AnyConnector;
  const exchanges: Exchange[] = [];
  const hosts: string[] = [];
  const budget = createBudget(connector.rateLimit, () => 0);
  const http = createHttp({
    ...{ connector, settings: {}, secrets: {}, transport, budget },
    budgetAt: (asked): Budget => {
      hosts.push(asked);
      return budget;
    },
    now: () => Temporal.Instant.from("2026-11-22T09:00:00Z"),
    signal: new AbortController().signal,
    onExchange: (exchange) => exchanges.push(exchange),
  });
  const file = (maximumBytes: number) => http.file({ method: "GET", path: "picture" }, maximumBytes);
  return { file, exchanges, hosts, host };
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (error: unknown) => asHubError(error).code,
  );

test("a file comes byte for byte, and is not kept in the log", async () => {
  const bytes = Buffer.from([0xff, 0xd8, 0x00, 0x80, 0xfe, 0x0a]);
  const { file, exchanges, hosts, host } = await at((_request, answer) => {
    answer.writeHead(200, { "content-type": "Image/JPEG; x=y" }).end(bytes);
  });
  expect(await file(6)).toEqual({ mediaType: "image/jpeg", base64: bytes.toString("base64") });
  expect(exchanges.map(({ answer }) => answer)).toEqual(["(a file)"]);
  expect(new Set(hosts)).toEqual(new Set([host]));
  expect(await codeOf(file(5))).toBe("document.rejected");
});

test("a file that is larger than can be read at all is refused, not asked for again and again", async () => {
  const { file } = await at((_request, answer) => {
    answer.writeHead(200, { "content-type": "image/jpeg" }).end(Buffer.alloc(33 * 1024 * 1024));
  });
  expect(await codeOf(file(1000))).toBe("document.rejected");
});

test.each([
  [404, "application/json", '{"Message":"no"}', "remote.protocol_changed"],
  [401, "application/json", "{}", "credentials.expired"],
  [200, "text/html", "<html>", "remote.unavailable"],
  [200, "application/json", '{"error":1}', "remote.protocol_changed"],
  [200, "application/json", '{"err', "remote.unavailable"],
])("an answer %d of %s is no file", async (status, type, body, code) => {
  const { file } = await at((_request, answer) => {
    answer.writeHead(status, { "content-type": type }).end(body);
  });
  expect(await codeOf(file(1000))).toBe(code);
});
