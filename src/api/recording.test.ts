import { expect, test } from "vitest";
import { auditActions, auditSubjects } from "#domain/audit-actions.ts";
import { endpoints } from "./endpoints.ts";

const nameOf = ({ method, path }: (typeof endpoints)[number]): string => `${method} ${path}`;

/** Decided by hand, with the reason: everything else that is no reading names its act. */
const noActs = [
  // Previews: they answer what would be, and change nothing.
  "POST /api/bulk-actions/preview",
  "POST /api/documents/:documentId/credit-preview",
  "POST /api/house-style/preview",
  "POST /api/people/preview",
  "POST /api/relations/look",
  // Signing in and out is told by user_events, also when it fails.
  "POST /api/session",
  "POST /api/session/totp",
  "DELETE /api/session",
];

test("every endpoint that is no reading names what it does, or stands in the list above", () => {
  const without = endpoints.filter(({ method, act }) => method !== "GET" && (act ?? null) === null);
  expect(without.map(nameOf).toSorted()).toEqual(noActs.toSorted());
});

test("codes are known, and each is used but for those of the command line", () => {
  const acts = endpoints.flatMap(({ act }) => act ?? []);
  expect(acts.length).toBeGreaterThan(60);
  const used = new Set<string>(acts.map(({ action }) => action));
  expect(auditActions.filter((action) => !used.has(action))).toEqual([
    "hub.restore",
    "user.add",
    "user.operator",
    "user.reset",
  ]);
  expect(acts.filter(({ subject }) => !auditSubjects.includes(subject))).toEqual([]);
});

test("no value that could be a secret is kept", () => {
  const said = endpoints.flatMap((endpoint) =>
    (endpoint.act?.says ?? []).map((name) => `${name} of ${nameOf(endpoint)}`),
  );
  expect(said.length).toBeGreaterThan(20);
  expect(
    said.filter((name) => /^(.*password|credentials|.*secret|token|code|licence|user|recovery.*)\b/i.test(name)),
  ).toEqual([]);
});

test("what the path does not name is told by the handler", () => {
  const nameless = endpoints.filter(
    ({ act, path, scope, status }) =>
      act?.isTold !== true && status === 201 && !path.includes(":") && scope !== "public" && scope !== "self",
  );
  expect(nameless.map(nameOf)).toEqual([]);
});
