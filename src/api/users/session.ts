import type { FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "#api/caller.ts";
import type { Users } from "./auth.ts";
import { askAuth } from "./session-cookies.ts";

/** Who is signed in by the cookie of this request, looked up anew each time; null when the session is over. */
export async function sessionOf({ auth }: Users, request: FastifyRequest, reply: FastifyReply): Promise<Caller | null> {
  const asked = await askAuth(request, reply, (headers) => auth.api.getSession({ headers, returnHeaders: true }));
  if ("refused" in asked || asked.answer === null) return null;
  const { user, session } = asked.answer;
  return {
    kind: "user",
    id: user.id,
    name: user.name,
    role: null,
    administrationId: null,
    userId: user.id,
    isOperator: user.isOperator,
    sessionId: session.id,
  };
}
