import { setUpCode } from "#api/users/set-up-code.ts";
import type { Answer, ApiUnderTest, Call } from "./api-under-test.ts";

/** A person's browser: it keeps cookies, and says where its pages come from. */
export interface Browser {
  call(method: string, path: string, body?: unknown, headers?: Call["headers"]): Promise<Answer>;
  /** What it keeps, by name. */
  readonly cookies: ReadonlyMap<string, string>;
}

export interface Person {
  readonly email: string;
  readonly password: string;
}

export function openBrowser(api: Pick<ApiUnderTest, "url" | "call">, origin = api.url.origin): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async call(method, path, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await api.call(method, path, {
        ...(body !== undefined && { body }),
        headers: { "user-agent": "Testbrowser 1.0", origin, ...(cookie !== "" && { cookie }), ...headers },
      });
      for (const line of answer.headers["set-cookie"] ?? []) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === "" || /max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      return answer;
    },
  };
}

export const an: Person & { readonly name: string } = {
  name: "An Peeters",
  email: "an@fietsen-peeters.example",
  password: "een lang genoeg wachtwoord",
};

export const firstCompany = { name: "Fietsen Peeters bv", country: "BE", language: "nl" };

/** The first user of a hub without users, signed in; returns her browser and administration. */
export async function setUp(api: ApiUnderTest): Promise<{ browser: Browser; administrationId: string }> {
  const browser = openBrowser(api);
  const code = setUpCode(api.store.key);
  const answer = await browser.call("POST", "/api/setup", { user: an, administration: firstCompany, code });
  const { administrationId }: { administrationId: string } = answer.json;
  return { browser, administrationId };
}

/** A new user with this role in the administration of a browser whose user may invite, signed in. */
export async function join(
  api: ApiUnderTest,
  inviter: Browser,
  {
    role,
    email,
    administrationId,
  }: { readonly role: string; readonly email: string; readonly administrationId: string },
): Promise<Browser> {
  const headers = { "schakel-administration": administrationId };
  const invited = await inviter.call("POST", "/api/invitations", { email, role }, headers);
  const { link }: { link: string } = invited.json;
  const browser = openBrowser(api);
  const user = { name: email.split("@")[0] ?? "", password: an.password };
  await browser.call("POST", `/api/invitations/${link.split("/").at(-1)}`, { user });
  return browser;
}
