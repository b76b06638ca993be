import { expect, test } from "vitest";
import type { ApiClient } from "#dashboard/api/client.ts";
import { issue } from "./issue.ts";

const draft = { id: "d", version: 3 };
const made = { id: "d", version: 4 };
const done = (data: unknown) => ({ data, response: new Response("") });
const refused = (status: number, problem: unknown) => ({ error: problem, response: new Response("", { status }) });

/** A hub that makes it final, and answers this when it is to be sent. */
const hubWhere = (send: () => unknown) => {
  const asked: string[] = [];
  const POST = async (path: string) => {
    asked.push(path.split("/").at(-1) ?? "");
    return path.endsWith("/issue") ? done(made) : send();
  };
  return { asked, client: { POST } as unknown as ApiClient };
};
const lost = () => {
  throw new TypeError("Failed to fetch");
};

test.each([
  ["the hub sends it", () => done({}), "yes"],
  ["the hub wants it seen first", () => refused(409, { code: "request.conflict" }), "toBeSeen"],
  ["the network is lost", lost, "unknown"],
  ["a proxy answers", () => refused(502, "<html>"), "unknown"],
])("final, and when %s", async (_, send, sent) => {
  const hub = hubWhere(send);
  expect(await issue(hub, draft, true)).toEqual({ document: made, sent });
  expect(hub.asked).toEqual(["issue", "send"]);
});

test("final and nothing more", async () => {
  const hub = hubWhere(lost);
  expect(await issue(hub, draft, false)).toEqual({ document: made, sent: "no" });
  expect(hub.asked).toEqual(["issue"]);
});
