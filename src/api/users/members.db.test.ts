import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, join, openBrowser, setUp, type Browser } from "#api/testing/browser.ts";

let api: ApiUnderTest;
let owner: Browser;
let administrator: Browser;
let viewer: Browser;
let administrationId: string;
const ids = new Map<string, string>();
beforeAll(async () => {
  api = await apiUnderTest();
  ({ browser: owner, administrationId } = await setUp(api));
  const member = (role: string) =>
    join(api, owner, { role, email: `${role}@fietsen-peeters.example`, administrationId });
  administrator = await member("administrator");
  viewer = await member("viewer");
  for (const { email, id } of await members()) ids.set(email.split("@")[0] ?? "", id);
});

interface SeenMember {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly isYou: boolean;
}

async function members(): Promise<readonly SeenMember[]> {
  const { items }: { items: SeenMember[] } = (await owner.call("GET", "/api/users")).json;
  return items;
}

const roleOf = async (name: string) => (await members()).find(({ id }) => id === ids.get(name))?.role;
const give = (browser: Browser, name: string, role: string) =>
  browser.call("PUT", `/api/users/${ids.get(name)}`, { role });

describe("roles", () => {
  test("are listed for whoever may see users, and for nobody else", async () => {
    expect((await members()).map(({ email, role, isYou }) => [email, role, isYou])).toEqual([
      ["an@fietsen-peeters.example", "owner", true],
      ["administrator@fietsen-peeters.example", "administrator", false],
      ["viewer@fietsen-peeters.example", "viewer", false],
    ]);
    expectProblem(await viewer.call("GET", "/api/users"), 403, "request.forbidden");
  });

  test("change at once, also what one may do", async () => {
    expect((await give(administrator, "viewer", "bookkeeper")).status).toBe(200);
    expect((await viewer.call("GET", "/api/me")).json).toMatchObject({ administrations: [{ role: "bookkeeper" }] });
    expect((await give(owner, "viewer", "viewer")).status).toBe(200);
  });

  test.each([
    ["himself", "administrator", "owner"],
    ["another", "viewer", "owner"],
    ["an owner to less", "an", "viewer"],
  ])("an administrator makes no owner: %s", async (_who, name, role) => {
    expectProblem(await give(administrator, name, role), 403, "users.owners_only");
  });

  test("an administrator removes no owner either, and nobody is invited as one", async () => {
    const body = { email: "vriend@elders.example", role: "owner" };
    expectProblem(await owner.call("POST", "/api/invitations", body), 400, "request.invalid");
    expectProblem(await administrator.call("DELETE", `/api/users/${ids.get("an")}`), 403, "users.owners_only");
  });

  test("nobody raises himself without the right to", async () => {
    expectProblem(await give(viewer, "viewer", "owner"), 403, "request.forbidden");
    expect(await roleOf("viewer")).toBe("viewer");
  });

  test("of others, and of nobody, are not found", async () => {
    const others = await api.store.makeAdministration();
    await sql`insert into memberships (administration_id, user_id, role) values (${others}, 'elders', 'viewer')`.execute(
      api.store.owner,
    );
    for (const id of ["elders", "niemand"])
      expectProblem(await owner.call("PUT", `/api/users/${id}`, { role: "buyer" }), 404, "request.not_found");
  });
});

describe("the last owner", () => {
  test("neither steps down nor leaves", async () => {
    const refused = await give(owner, "an", "administrator");
    expectProblem(refused, 409, "users.last_owner");
    expect(refused.json).toMatchObject({ title: "Er moet altijd minstens één eigenaar blijven" });
    expectProblem(await owner.call("DELETE", `/api/users/${ids.get("an")}`), 409, "users.last_owner");
  });

  test("stays when two owners demote each other at the same moment", async () => {
    await give(owner, "administrator", "owner");
    for (let round = 0; round < 5; round += 1) {
      const answers = await Promise.all([
        give(owner, "administrator", "administrator"),
        give(administrator, "an", "administrator"),
      ]);
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      expect((await members()).filter(({ role }) => role === "owner")).toHaveLength(1);
      await sql`update memberships set role = 'owner' where administration_id = ${administrationId} and role = 'administrator'`.execute(
        api.store.owner,
      );
    }
    await give(owner, "administrator", "administrator");
  });
});

test("who is removed finds the administration closed at once, and keeps his account", async () => {
  const guest = await join(api, owner, { role: "buyer", email: "gast@elders.example", administrationId });
  const { id } = (await members()).find(({ email }) => email === "gast@elders.example") ?? { id: "" };
  expect((await guest.call("GET", "/api/orders")).status).toBe(200);
  expect((await administrator.call("DELETE", `/api/users/${id}`)).status).toBe(200);
  expectProblem(await guest.call("GET", "/api/orders"), 403, "request.forbidden");
  expect((await guest.call("GET", "/api/me")).json).toMatchObject({ administrations: [] });
  const body = { email: "gast@elders.example", password: an.password };
  expect((await openBrowser(api).call("POST", "/api/session", body)).status).toBe(200);
});

test("what happened with users is told to who manages them", async () => {
  await api.call("POST", "/api/session", { body: { email: "viewer@fietsen-peeters.example", password: "verkeerd" } });
  const { items }: { items: { action: string; actor: string; details: Record<string, string> }[] } = (
    await administrator.call("GET", "/api/user-events")
  ).json;
  expect(items[0]).toMatchObject({ action: "signInFailed", actor: "viewer", details: { address: "127.0.0.1" } });
  const told = new Set(items.map(({ action }) => action));
  expect([...told].toSorted()).toEqual(["invitationAccepted", "invited", "removed", "roleChanged", "signInFailed"]);
  expectProblem(await viewer.call("GET", "/api/user-events"), 403);
});
