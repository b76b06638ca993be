import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createTransport, type WireRequest } from "./transport.ts";

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A server on this machine and a transport for which it is opened, unless the test says otherwise. */
async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  opened?: (host: string) => string[],
) {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    handle(request, response);
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { transport, close } = createTransport({ opened: opened?.(host) ?? [host] });
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  };
  closing.push(close, stop);
  const send = (change: Partial<WireRequest> & { path?: string } = {}) =>
    transport({
      method: "GET",
      url: new URL(change.path ?? "/", `http://${host}`),
      headers: {},
      body: null,
      timeoutMs: 5000,
      signal: new AbortController().signal,
      ...change,
    });
  return { send, paths, host, close, stop };
}

describe("an address that was not opened", () => {
  test.each([
    ["at all", () => []],
    ["on this port", () => ["127.0.0.1:1"]],
  ])("%s is forbidden, and nothing is sent", async (_what, opened) => {
    const { send, paths } = await serve((_request, response) => void response.end(), opened);
    await expect(send()).rejects.toMatchObject({ name: "WireFault", kind: "forbidden" });
    expect(paths).toEqual([]);
  });

  test("nor by a name for this machine", async () => {
    const { send, host, paths } = await serve((_request, response) => void response.end());
    for (const name of ["localhost", "localhost."]) {
      const url = new URL(`https://${name}:${host.split(":")[1]}/`);
      await expect(send({ url })).rejects.toMatchObject({ kind: "forbidden" });
    }
    expect(paths).toEqual([]);
  });
});

describe("an answer", () => {
  test("comes with status, header names in lower case and its text; what was asked arrives as it was", async () => {
    const { send } = await serve((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
      request.on("end", () => {
        response.writeHead(418, { "X-Some": "Thing", Link: ["<a>", "<b>"] });
        response.end(`${request.method} ${request.url} ${String(request.headers["x-key"])} ${body}`);
      });
    });
    const answer = await send({
      method: "POST",
      path: "/a?b=%20",
      headers: { "x-key": "e" },
      body: "ü",
    });
    expect(answer).toMatchObject({
      status: 418,
      headers: { "x-some": "Thing", link: "<a>, <b>" },
      body: "POST /a?b=%20 e ü",
    });
  });

  test("that redirects is given as it is: nobody is sent on to another address", async () => {
    const { send, paths } = await serve(
      (_request, response) => void response.writeHead(302, { location: "/other" }).end(),
    );
    expect(await send()).toMatchObject({ status: 302, headers: { location: "/other" } });
    expect(paths).toEqual(["/"]);
  });

  test.each([true, false])("larger than 32 MB is cut off, and says so (length announced: %s)", async (announced) => {
    const chunk = Buffer.alloc(1024 * 1024, "x");
    const { send } = await serve((_request, response) => {
      response.writeHead(200, announced ? { "content-length": chunk.length * 40 } : {});
      for (let sent = 0; sent < 40; sent += 1) response.write(chunk);
      response.end();
    });
    await expect(send({ timeoutMs: 20_000 })).rejects.toMatchObject({
      kind: "lost",
      message: expect.stringMatching(/^the answer of 127\.0\.0\.1:\d+ is too large: more than 32 MB$/),
    });
  });

  test("that does not come is lost after the time we wait", async () => {
    const { send, paths } = await serve(() => undefined);
    await expect(send({ timeoutMs: 200 })).rejects.toMatchObject({
      kind: "lost",
      message: expect.stringContaining("within 200 ms"),
    });
    expect(paths).toEqual(["/"]);
  });

  test("that trickles is lost after the time we wait, however lively it is", async () => {
    const { send } = await serve((_request, response) => {
      const trickle = setInterval(() => void response.write("x"), 50);
      response.on("close", () => clearInterval(trickle));
    });
    await expect(send({ timeoutMs: 300 })).rejects.toMatchObject({
      kind: "lost",
      message: expect.stringContaining("within 300 ms"),
    });
  });

  test("is lost when the other side closes before it, or in the middle of it", async () => {
    const { send } = await serve((request, response) => {
      if (request.url === "/middle") {
        response.writeHead(200, { "content-length": 100 });
        response.write("half", () => void response.destroy());
      } else response.destroy();
    });
    await expect(send({ path: "/before" })).rejects.toMatchObject({ kind: "lost" });
    await expect(send({ path: "/middle" })).rejects.toMatchObject({ kind: "lost" });
  });

  test("is lost when we stop waiting for it", async () => {
    const stop = new AbortController();
    const { send } = await serve(() => stop.abort());
    await expect(send({ signal: stop.signal })).rejects.toMatchObject({ kind: "lost" });
  });
});

describe("nothing was sent", () => {
  test("when nobody listens", async () => {
    const { send, stop } = await serve((_request, response) => void response.end());
    await stop();
    await expect(send({ method: "POST", body: "{}" })).rejects.toMatchObject({ kind: "refused" });
  });

  test("when the transport is closed; what was under way is finished first", async () => {
    let answer = () => undefined as unknown;
    const { send, close, paths } = await serve((_request, response) => (answer = () => response.end("done")));
    const underWay = send();
    await expect.poll(() => paths).toHaveLength(1);
    const closed = close();
    await expect(send({ method: "POST", body: "{}" })).rejects.toMatchObject({ kind: "refused" });
    answer();
    expect(await underWay).toMatchObject({ body: "done" });
    await closed;
    closing.shift();
  });
});
