import { afterAll, expect, test } from "vitest";
import { startVies } from "./stand-in.ts";

const vies = await startVies();
afterAll(() => vies.stop());

async function ask(countryCode: string, vatNumber: string, requester: object = {}): Promise<unknown> {
  const body = JSON.stringify({ countryCode, vatNumber, ...requester });
  const answer = (await (await fetch(new URL("check-vat-number", vies.url), { method: "POST", body })).json()) as {
    valid?: boolean;
    errorWrappers?: { error: string }[];
  };
  return answer.errorWrappers?.[0]?.error ?? answer.valid;
}

test.each([
  ["BE", "0202239951", true],
  ["BE", "1000000021", false],
  ["BE", "020223995", "INVALID_INPUT"],
  ["EL", "094259216", true],
  ["GR", "094259216", "INVALID_INPUT"],
  ["QQ", "1", "INVALID_INPUT"],
])("%s %s: %s", async (country, number, said) => {
  expect(await ask(country, number)).toBe(said);
});

test("who asks has a number of its own, or none", async () => {
  const requester = { requesterMemberStateCode: "BE", requesterNumber: "12" };
  expect(await ask("BE", "0202239951", requester)).toBe("INVALID_REQUESTER_INFO");
});

test("one question at a time per member state", async () => {
  vies.slowMs = 50;
  const asked = [ask("BE", "0202239951"), ask("BE", "0202239951"), ask("LU", "15027442")];
  const said = await Promise.all(asked);
  vies.slowMs = 0;
  expect(said.toSorted((one, other) => String(one).localeCompare(String(other)))).toEqual([
    "MS_MAX_CONCURRENT_REQ",
    true,
    true,
  ]);
  expect(await ask("BE", "0202239951")).toBe(true);
});
