import { gzipSync } from "node:zlib";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, join, openBrowser, setUp, type Browser } from "#api/testing/browser.ts";

let api: ApiUnderTest;
let owner: Browser;
let administrationId: string;
beforeAll(async () => {
  api = await apiUnderTest();
  ({ browser: owner, administrationId } = await setUp(api));
});

interface Invited {
  readonly invitation: { readonly id: string; readonly expiresAt: string };
  readonly link: string;
}

let count = 0;
async function invite(role = "viewer", email = `gast${(count += 1)}@elders.example`) {
  const { invitation, link }: Invited = (
    await owner.call("POST", "/api/invitations", { email, role }, { "schakel-administration": administrationId })
  ).json;
  return { ...invitation, email, link, path: `/api/invitations/${link.split("/").at(-1)}` };
}

const user = { name: "Bert", password: "een lang wachtwoord" };

test("an invitation is mailed with a link of this hub, says what it is for, and makes a user of who accepts it", async () => {
  const { path, link, email } = await invite("bookkeeper");
  expect(link).toMatch(/^https:\/\/hub\.example\.be\/invitation\/[\w-]{32}$/);
  const { rows } = await sql<{ recipient: string; payload: { subject: string; text: string } }>`
    select recipient, payload from outbox order by created_at desc limit 1`.execute(api.store.owner);
  expect(rows[0]).toMatchObject({ recipient: email });
  expect(rows[0]?.payload.subject).toBe("An Peeters nodigt je uit voor Fietsen Peeters bv in Schakel");
  expect(rows[0]?.payload.text).toContain(link);

  const seen = await api.call("GET", path);
  expect(seen.json).toMatchObject({
    administration: "Fietsen Peeters bv",
    email,
    role: "bookkeeper",
    hasAccount: false,
  });
  const browser = openBrowser(api);
  expect((await browser.call("POST", path, { user })).json).toEqual({ administrationId });
  expect((await browser.call("GET", "/api/me")).json).toMatchObject({
    user: { email, isOperator: false },
    administrations: [{ id: administrationId, role: "bookkeeper" }],
  });
});

test("nobody reads the link out of the mail that left", async () => {
  await invite("administrator");
  const { rows } = await sql<{ id: string }>`select id from outbox order by created_at desc limit 1`.execute(
    api.store.owner,
  );
  const id = rows[0]?.id ?? "";
  await sql`insert into sent_mails (administration_id, outbox_id, attempt, source_gzip, sha256)
    values (${administrationId}, ${id}, 1, ${gzipSync("Subject: x")}, '')`.execute(api.store.owner);
  expectProblem(await owner.call("GET", `/api/outbox/${id}/message`), 404, "request.not_found");
  expect((await owner.call("GET", "/api/outbox")).text).not.toContain("/invitation/");
});

test("the database keeps a hash of the token, not the token", async () => {
  const { path } = await invite();
  const token = path.split("/").at(-1) ?? "";
  const { rows } = await sql<{ text: string }>`select row_to_json(i)::text as text from invitations i`.execute(
    api.store.owner,
  );
  expect(rows.map(({ text }) => text).join()).not.toContain(token);
});

test("it works once, also for two browsers at the same moment", async () => {
  const { path } = await invite();
  const answers = await Promise.all([1, 2, 3].map(() => openBrowser(api).call("POST", path, { user })));
  expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
  for (const lost of answers.filter(({ status }) => status !== 200))
    expect(["invitation.over", "users.email_taken"]).toContain((lost.json as { code: string }).code);
  expectProblem(await api.call("GET", path), 404, "invitation.over");
});

test.each([
  ["older than seven days", sql`update invitations set expires_at = now() where id = `],
  ["unknown", sql`update invitations set token_hash = '\\x00' where id = `],
])("one that is %s is over", async (_name, statement) => {
  const { path, id } = await invite();
  await sql`${statement}${id}`.execute(api.store.owner);
  const seen = await api.call("GET", path);
  expectProblem(seen, 404, "invitation.over");
  expect(seen.json).toMatchObject({ title: "Deze uitnodiging is verlopen, ingetrokken of al gebruikt" });
  expectProblem(await api.call("POST", path, { body: { user } }), 404, "invitation.over");
  await sql`delete from invitations where id = ${id}`.execute(api.store.owner);
});

test("it lasts seven days", async () => {
  const { expiresAt } = await invite();
  const left = Temporal.Instant.from(expiresAt).since(Temporal.Now.instant()).total("hours");
  expect(left).toBeGreaterThan(7 * 24 - 1);
  expect(left).toBeLessThanOrEqual(7 * 24);
});

test("it can be taken back, and is listed until then", async () => {
  const { path, id, email } = await invite();
  const listed = await owner.call("GET", "/api/invitations");
  expect(listed.json).toMatchObject({
    items: expect.arrayContaining([expect.objectContaining({ id, email })]) as unknown,
  });
  expect(listed.text).not.toContain(path.split("/").at(-1));
  expect((await owner.call("DELETE", `/api/invitations/${id}`)).status).toBe(200);
  expectProblem(await api.call("POST", path, { body: { user } }), 404, "invitation.over");
  expectProblem(await owner.call("DELETE", `/api/invitations/${id}`), 404, "request.not_found");
  expect((await owner.call("GET", "/api/invitations")).text).not.toContain(id);
});

test("who has an account signs in first, and then needs no new one", async () => {
  const guest = await join(api, owner, { role: "viewer", email: "eerder@elders.example", administrationId });
  const second = await owner.call("POST", "/api/administrations", {
    name: "Tweede bv",
    country: "BE",
    address: { countryCode: "BE" },
  });
  const { id }: { id: string } = second.json;
  const headers = { "schakel-administration": id };
  const body = { email: "eerder@elders.example", role: "administrator" };
  const { link }: Invited = (await owner.call("POST", "/api/invitations", body, headers)).json;
  const path = `/api/invitations/${link.split("/").at(-1)}`;
  expect((await api.call("GET", path)).json).toMatchObject({ hasAccount: true });
  expectProblem(await api.call("POST", path, { body: { user } }), 409, "users.email_taken");
  expect((await guest.call("POST", path, {})).json).toEqual({ administrationId: id });
  expect((await guest.call("GET", "/api/me")).json).toMatchObject({
    administrations: [
      { id: administrationId, role: "viewer" },
      { id, role: "administrator" },
    ],
  });
});

test("an address has one invitation at a time, and its acceptance names the address", async () => {
  const [first, second] = [await invite("viewer", "twee@elders.example"), await invite("buyer", "twee@elders.example")];
  expectProblem(await api.call("GET", first.path), 404, "invitation.over");
  expect((await openBrowser(api).call("POST", second.path, { user })).status).toBe(200);
  const events = await owner.call("GET", "/api/user-events", undefined, { "schakel-administration": administrationId });
  expect(events.json).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({
        action: "invitationAccepted",
        details: { role: "buyer", email: "twee@elders.example" },
      }),
    ]) as unknown,
  });
});

test.each(["removed", "lowered"])("who is %s cannot let himself back in", async (how) => {
  const email = `pop-${how}@elders.example`;
  const sly = await join(api, owner, { role: "administrator", email: `sluw-${how}@elders.example`, administrationId });
  const headers = { "schakel-administration": administrationId };
  const { link }: Invited = (await sly.call("POST", "/api/invitations", { email, role: "administrator" }, headers))
    .json;
  const me: { user: { id: string } } = (await sly.call("GET", "/api/me")).json;
  const place = `/api/users/${me.user.id}`;
  const done =
    how === "removed"
      ? await owner.call("DELETE", place, undefined, headers)
      : await owner.call("PUT", place, { role: "viewer" }, headers);
  expect(done.status).toBe(200);
  expectProblem(await sly.call("POST", `/api/invitations/${link.split("/").at(-1)}`, {}), 404, "invitation.over");
});

test("who is a member already keeps his role, and is not invited by that address", async () => {
  const { path } = await invite("viewer");
  expect((await owner.call("POST", path, {})).json).toEqual({ administrationId });
  expect((await owner.call("GET", "/api/me")).json).toMatchObject({ administrations: [{ role: "owner" }, {}] });
  const again = { email: an.email.toUpperCase(), role: "viewer" };
  const headers = { "schakel-administration": administrationId };
  expectProblem(await owner.call("POST", "/api/invitations", again, headers), 409, "request.conflict");
});

test("another site cannot make a browser accept one", async () => {
  const headers = { "schakel-administration": administrationId };
  const body = { email: "nog@elders.example", role: "viewer" };
  const { link }: Invited = (await owner.call("POST", "/api/invitations", body, headers)).json;
  const answer = await owner.call(
    "POST",
    `/api/invitations/${link.split("/").at(-1)}`,
    {},
    {
      origin: "https://evil.example",
    },
  );
  expectProblem(answer, 403, "request.forbidden");
});

test("a name with HTML in it stays text in the mail", async () => {
  const headers = { "schakel-administration": administrationId };
  await owner.call("PUT", "/api/me", { name: `<img src=x onerror="alert(1)">` });
  await owner.call("POST", "/api/invitations", { email: "html@elders.example", role: "viewer" }, headers);
  await owner.call("PUT", "/api/me", { name: an.name });
  const { rows } = await sql<{ html: string }>`
    select payload ->> 'html' as html from outbox where recipient = 'html@elders.example'`.execute(api.store.owner);
  expect(rows[0]?.html).toContain("&lt;img src=x onerror=&quot;");
  expect(rows[0]?.html).not.toContain("<img");
});

test("nobody sends mails without end by inviting", async () => {
  const second = await owner.call("POST", "/api/administrations", {
    name: "Derde bv",
    country: "BE",
    address: { countryCode: "BE" },
  });
  const headers = { "schakel-administration": (second.json as { id: string }).id };
  const ask = (email: string) => owner.call("POST", "/api/invitations", { email, role: "viewer" }, headers);
  for (let done = 0; done < 20; done += 1) expect((await ask(`bom${done}@elders.example`)).status).toBe(201);
  expectProblem(await ask("bom@elders.example"), 429, "request.too_many");
  expect((await ask("bom@elders.example")).json).toMatchObject({ code: "request.too_many" });
});
