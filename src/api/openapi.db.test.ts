import { describe, expect, test } from "vitest";
import { remedies } from "#domain/error.ts";
import { endpoints } from "./endpoints.ts";
import { codesOf } from "./openapi.ts";
import { permissions } from "./permissions.ts";
import { requestCodes, statusOf } from "./problem.ts";
import { apiUnderTest } from "./testing/api-under-test.ts";
import { contradictions, type OpenApi, type Operation } from "./testing/openapi-check.ts";

const { call } = await apiUnderTest();
const fetched = await call("GET", "/api/openapi.json");
const document = fetched.json as OpenApi;
const templateOf = (path: string) => path.replace(/:(\w+)/g, "{$1}");
const operationAt = (method: string, path: string): Operation | undefined =>
  document.paths[templateOf(path)]?.[method.toLowerCase()];

test("the document is there without a token, as OpenAPI 3.1", () => {
  expect(fetched.status).toBe(200);
  expect(fetched.type).toContain("application/json");
  expect(document.openapi).toBe("3.1.0");
  expect(document).toMatchObject({
    info: { title: "Schakel", version: /\d+\.\d+\.\d+/ },
    components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
    security: [{ token: [] }, { session: [] }],
  });
});

test("it holds the endpoints and the health check, and nothing else", () => {
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const real = endpoints.map(({ method, path }) => `${method} ${templateOf(path)}`);
  expect(described.toSorted()).toEqual([...real, "GET /api/health"].toSorted());
  expect(endpoints.length).toBeGreaterThan(15);
});

test("every reference leads somewhere, and every name of an operation is its own", () => {
  const references = [...fetched.text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = ""]) => reference);
  expect(references.length).toBeGreaterThan(10);
  const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
  expect(references.filter((reference) => !known.includes(reference))).toEqual([]);
  const names = Object.values(document.paths).flatMap((operations) =>
    Object.values(operations).map((operation) => operation.operationId),
  );
  expect(new Set(names).size).toBe(names.length);
  expect(names.every((name) => /^[a-z]\w+$/.test(name ?? ""))).toBe(true);
});

const byName = endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

describe.each(byName)("%s", (_name, endpoint) => {
  const operation = operationAt(endpoint.method, endpoint.path);

  test("says what it does and who may", () => {
    expect(operation?.summary).toMatch(/^[A-Z].{10,}/);
    const { scope, permission } = endpoint;
    const needs = { public: "Open to everybody.", self: "For the person who signed in.", hub: "For every caller." };
    const plain = scope === "administration" ? "" : needs[scope];
    expect(operation?.description).toBe(permission === null ? plain : `Permission: ${permission}.`);
    expect([null, ...Object.keys(permissions)]).toContain(permission);
    expect(scope === "administration" && permission === null).toBe(false);
    expect(operation?.security).toEqual(scope === "public" ? [] : undefined);
  });

  test("says every parameter of its path, its language and its administration", () => {
    const inPath = [...endpoint.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    const parameters = operation?.parameters ?? [];
    const required = parameters.filter((parameter) => parameter.in === "path");
    expect(required.map((parameter) => parameter.name)).toEqual(inPath);
    expect(required.every((parameter) => parameter.required === true)).toBe(true);
    expect(parameters).toEqual(expect.arrayContaining([expect.objectContaining({ name: "language", in: "query" })]));
    expect(parameters.map((parameter) => parameter.name)).toContain("Schakel-Administration");
  });

  test("has a schema for its answer, and a problem for each of its codes", () => {
    const responses = operation?.responses ?? {};
    const good = responses[String(endpoint.status)]?.content?.[endpoint.mediaType ?? "application/json"];
    expect(good?.schema).toBeTypeOf("object");
    for (const code of codesOf(endpoint)) {
      expect([...Object.keys(remedies), ...Object.keys(requestCodes)]).toContain(code);
      const response = responses[String(statusOf(code))];
      expect(response?.description).toContain(code);
      expect(response?.content?.["application/problem+json"]?.schema).toEqual({ $ref: "#/components/schemas/Problem" });
    }
  });
});

test("the comparison that every test makes sees an answer that is otherwise", () => {
  const place = { method: "GET", path: "/api/administrations" };
  const json = (text: string, status = 200, type = "application/json; charset=utf-8") => ({ status, type, text });
  expect(contradictions(document, place, json('{"items":[]}'))).toEqual([]);
  expect(contradictions(document, place, json('{"items":[{"id":1}]}'))).toHaveLength(1);
  expect(contradictions(document, place, json('{"items":[],"more":1}'))).toHaveLength(1);
  expect(contradictions(document, place, json("{}", 418))).toEqual(["GET /api/administrations 418 is not documented"]);
  expect(contradictions(document, place, json("<p>", 200, "text/html"))).toHaveLength(1);
});
