import type { Cookie } from "playwright-core";
import { demoUser } from "#cli/demo-company.ts";

/** Somebody signed in: what the browser is given, and calls as that person. */
export interface Session {
  /** Bytes go as a file of comma separated values, anything else as JSON. */
  call<T>(method: string, path: string, body?: unknown, administrationId?: string): Promise<T>;
  /** As Playwright takes them. */
  cookies(): Pick<Cookie, "name" | "value" | "domain" | "path">[];
}

/** A session of nobody yet; the cookies of its answers are kept. Throws with the hub's own words when it refuses. */
export function openSession(hub: URL): Session {
  const kept = new Map<string, string>();
  return {
    cookies: () => [...kept].map(([name, value]) => ({ name, value, domain: hub.hostname, path: "/" })),
    async call<T>(method: string, path: string, body?: unknown, administrationId?: string): Promise<T> {
      const cookie = [...kept].map(([name, value]) => `${name}=${value}`).join("; ");
      const isFile = body instanceof Uint8Array;
      const answer = await fetch(new URL(path, hub), {
        method,
        headers: {
          origin: hub.origin,
          "user-agent": "Proefbrowser 1.0",
          cookie,
          ...(body !== undefined && { "content-type": isFile ? "text/csv" : "application/json" }),
          ...(administrationId !== undefined && { "schakel-administration": administrationId }),
        },
        ...(body !== undefined && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === "" || /max-age=0/i.test(line)) kept.delete(name);
        else kept.set(name, value);
      }
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
      return (text === "" ? undefined : JSON.parse(text)) as T;
    },
  };
}

export interface Newcomer {
  readonly name: string;
  readonly email: string;
  readonly role: "administrator" | "viewer";
  readonly language: "nl" | "fr" | "en";
}

/** Everybody's, so that a screen which asks for it can be gone through in every language. */
export const { password } = demoUser;

/** Somebody whom `inviter` invites into each of the administrations, and who accepts. */
export async function join(
  hub: URL,
  inviter: Session,
  administrationIds: readonly string[],
  { name, email, role, language }: Newcomer,
): Promise<Session> {
  const session = openSession(hub);
  for (const [index, administrationId] of administrationIds.entries()) {
    const { link } = await inviter.call<{ link: string }>(
      "POST",
      "/api/invitations",
      { email, role, language },
      administrationId,
    );
    const user = index === 0 ? { user: { name, password, language } } : {};
    await session.call("POST", `/api/invitations/${new URL(link).pathname.split("/").at(-1)}`, user);
  }
  return session;
}
