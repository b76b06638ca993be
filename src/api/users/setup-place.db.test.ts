import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, firstCompany } from "#api/testing/browser.ts";

let api: ApiUnderTest;
beforeAll(async () => {
  api = await apiUnderTest({ publicUrl: new URL("http://localhost:4380/") });
});

const isAsked = async (headers: Record<string, string>): Promise<boolean> =>
  ((await api.call("GET", "/api/setup", { headers })).json as { codeNeeded: boolean }).codeNeeded;

test.each([
  ["its own address", {}],
  ["localhost", { host: "localhost:4380" }],
  ["the address of IPv6", { host: "[::1]:4380" }],
])("on the machine itself, under %s, the set-up code is not asked", async (_name, headers) => {
  expect(await isAsked(headers)).toBe(false);
});

test.each([
  ["through a proxy", { "x-forwarded-for": "127.0.0.1" }],
  ["through a proxy that follows the standard", { forwarded: "for=127.0.0.1" }],
  ["under a name that leads here", { host: "evil.example:4380" }],
  ["under a name that looks like ours", { host: "localhost.evil.example" }],
  ["under a name that begins like an address", { host: "127.0.0.1.evil.example" }],
])("%s it is asked", async (_name, headers) => {
  expect(await isAsked(headers)).toBe(true);
});

test("a hub that has administrations gives them to its first user, and needs no other", async () => {
  const id = await api.store.makeAdministration({ name: "Was er al" });
  expect((await api.call("GET", "/api/setup")).json).toMatchObject({ needed: true, administrationNeeded: false });
  const without = { user: an };
  expect((await api.call("POST", "/api/setup", { body: without })).json).toEqual({ administrationId: id });
  const second = await api.call("POST", "/api/setup", { body: { user: an, administration: firstCompany } });
  expect(second.json).toMatchObject({ code: "set_up.done" });
});
