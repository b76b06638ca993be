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

test.each([
  "/",
  "/?token=x",
  "/sign-in",
  "/setup",
  "/invitation/abc",
  "/partner-invitation?invite=1",
  "/a/1/orders/2/3/story",
  "/system/health",
])("%s is the page, and never kept", async (url) => {
  const answer = await visit(url);
  expect([answer.statusCode, answer.headers["cache-control"]]).toEqual([200, "no-store"]);
  expect(answer.body).toContain('<div id="root">');
});

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

test.each(["/catalogue/", "/catalogue/scan", "/catalogue/item?list=1&code=A.B", "/catalogue/?q=1.5"])(
  "%s is the catalogue program, which alone may use the camera and WebAssembly",
  async (url) => {
    const answer = await visit(url, "*/*");
    expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(answer.body).toContain("/catalogue/manifest.webmanifest");
    expect(answer.headers["permissions-policy"]).toContain("camera=(self)");
    const policy = String(answer.headers["content-security-policy"]);
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  },
);

test("files of the catalogue program are there or are not; its page is no file", async () => {
  const worker = await visit("/catalogue/worker.js", "*/*");
  expect([worker.statusCode, worker.headers["cache-control"]]).toEqual([200, "no-cache"]);
  const manifest = await visit("/catalogue/manifest.webmanifest", "*/*");
  expect(manifest.headers["content-type"]).toMatch(/^application\/manifest\+json/);
  expect(manifest.json()).toMatchObject({ id: "/catalogue/", start_url: "/catalogue/", scope: "/catalogue/" });
  for (const { src } of manifest.json<{ icons: { src: string }[] }>().icons)
    expect((await visit(src, "*/*")).statusCode).toBe(200);
  const [wasm = ""] = globSync("catalogue/assets/*.wasm", { cwd: `${import.meta.dirname}/../../dashboard/dist` });
  const small = await visit(`/${wasm}`, "*/*", "br");
  expect([small.headers["content-type"], small.headers["content-encoding"]]).toEqual(["application/wasm", "br"]);
  for (const url of [
    "/catalogue/index.html",
    "/catalogue/assets/gone.js",
    "/catalogue/worker.js.br",
    "/catalogue/x.png",
  ])
    expect([url, (await visit(url)).statusCode]).toEqual([url, 404]);
  expect((await visit("/catalogue")).headers["location"]).toBe("/catalogue/");
});

test("the worker names every file of the program, and only those", async () => {
  const dist = `${import.meta.dirname}/../../dashboard/dist/catalogue`;
  const [, told = ""] = /^self\.programFiles=(.*);$/m.exec((await visit("/catalogue/worker.js", "*/*")).body) ?? [];
  const { first, later } = JSON.parse(told) as { first: string[]; later: string[] };
  const there = globSync("**/*.*", { cwd: dist })
    .filter((file) => !/\.(br|gz)$/.test(file) && file !== "worker.js")
    .map((file) => `/catalogue/${file === "index.html" ? "" : file}`);
  expect([...first, ...later].toSorted()).toEqual(there.toSorted());
  expect(later.some((file) => file.endsWith(".wasm"))).toBe(true);
  expect(first.join()).not.toMatch(/wasm|zxing|ponyfill/);
});

test("what the build wrote for us is not served", async () => {
  for (const url of ["/manifest.json", "/.sources", "/index.html", `/favicon.svg.gz`]) {
    expect([url, (await visit(url, "*/*")).statusCode]).toEqual([url, 404]);
  }
});
