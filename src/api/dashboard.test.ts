import { globSync } from "node:fs";
import fastify, { type FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { registerDashboard } from "./dashboard.ts";

let server: FastifyInstance;
beforeAll(async () => {
  server = fastify();
  const answerVisit = await registerDashboard(server);
  server.setNotFoundHandler((request, reply) =>
    answerVisit(request, reply) ? reply : reply.code(404).send({ code: "request.not_found" }),
  );
});
afterAll(() => server.close());

const visit = (url: string, accept = "text/html", encoding = "") =>
  server.inject({ url, headers: { accept, "accept-encoding": encoding } });

test.each(["/", "/?token=x", "/sign-in", "/setup", "/invitation/abc", "/a/1/orders/2/3/story", "/system/health"])(
  "%s is the page, and never kept",
  async (url) => {
    const answer = await visit(url);
    expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(answer.body).toContain('<div id="root">');
  },
);

test("a visit to an unknown address gets the page that says so; a program, and the API, a problem", async () => {
  expect([(await visit("/nowhere")).statusCode, (await visit("/nowhere")).body.slice(0, 15)]).toEqual([
    404,
    "<!doctype html>",
  ]);
  for (const [url, accept] of [
    ["/nowhere", "application/json"],
    ["/api/nowhere", "text/html"],
    ["/hooks/x", "text/html"],
    ["/pay/x", "text/html"],
    ["/assets/gone.js", "text/html"],
  ] as const) {
    const answer = await visit(url, accept);
    expect([url, answer.statusCode, answer.json()]).toEqual([url, 404, { code: "request.not_found" }]);
  }
});

test("files are kept for ever, and sent compressed to who understands it", async () => {
  const [file = ""] = globSync("assets/index-*.js", { cwd: `${import.meta.dirname}/../../dashboard/dist` });
  const plain = await visit(`/${file}`, "*/*");
  expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  const small = await visit(`/${file}`, "*/*", "br, gzip");
  expect(small.headers["content-encoding"]).toBe("br");
  expect(small.rawPayload.byteLength).toBeLessThan(plain.rawPayload.byteLength / 2);
});

test("what the build wrote for us is not served", async () => {
  for (const url of ["/manifest.json", "/.sources", "/index.html", `/favicon.svg.gz`]) {
    expect([url, (await visit(url, "*/*")).statusCode]).toEqual([url, 404]);
  }
});
