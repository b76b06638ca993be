import type { FastifyReply, FastifyRequest } from "fastify";
import type { ApiContext } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { countAttempt, forgetAttempt, removeOldAttempts, type Subject } from "#store/sign-in-limits.ts";

/** A whole network of IPv6 belongs to one subscriber. */
const networkOf = (address: string): string =>
  address.includes(":") && !address.includes(".")
    ? new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname.split(":").slice(0, 4).join(":")
    : address;

function subjectsOf(request: FastifyRequest, email: string): readonly Subject[] {
  const network = networkOf(request.ip);
  return [
    { kind: "address", name: network },
    { kind: "accountFromAddress", name: `${network} ${email}` },
    { kind: "account", name: email },
  ];
}

/**
 * Before a password or code is looked at. Who tried too often, for this account or from this address, is refused with the time to wait;
 * an e-mail address nobody has counts like any other. Returns what to call when it was right.
 */
export async function startAttempt(
  { store, now }: ApiContext,
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  email: string,
): Promise<() => Promise<void>> {
  const at = now();
  const subjects = subjectsOf(request, email);
  for (const subject of subjects) {
    const freeAt = await countAttempt(store.hub, store.key, subject, at);
    if (freeAt === null) continue;
    const seconds = Math.max(1, Math.ceil(freeAt.since(at).total("seconds")));
    void reply.header("retry-after", String(seconds));
    throw new RequestRefused("sign_in.too_many", `Too many attempts; go on in ${seconds} seconds`);
  }
  return async () => {
    for (const subject of subjects) await forgetAttempt(store.hub, store.key, subject);
    await removeOldAttempts(store.hub, at);
  };
}
