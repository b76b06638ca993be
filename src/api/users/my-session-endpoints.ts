import { z } from "zod";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { Instant } from "#api/shapes.ts";
import { endSession, sessionsOf } from "#store/users.ts";

export const listMySessionsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/me/sessions",
  summary: "Where one is signed in",
  permission: null,
  scope: "self",
  answer: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        createdAt: Instant,
        seenAt: z.string().meta({ description: "To the day: it is written once a day" }),
        address: z.string(),
        browser: z.string().meta({ description: "As the browser calls itself" }),
        isCurrent: z.boolean(),
      }),
    ),
  }),
  errors: [],
  async handle({ store }, { caller }) {
    const sessions = await sessionsOf(store.hub, caller.id);
    return { items: sessions.map((session) => ({ ...session, isCurrent: session.id === caller.sessionId })) };
  },
});

export const endMySessionEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/me/sessions/:sessionId",
  summary: "End one of one's sessions",
  permission: null,
  act: { action: "user.endSession", subject: "session" },
  scope: "self",
  params: z.object({ sessionId: z.string().max(100) }),
  answer: z.object({}),
  errors: [],
  async handle({ store }, { caller, params }) {
    if (await endSession(store.hub, caller.id, params.sessionId)) return {};
    throw new RequestRefused("request.not_found", "You have no such session");
  },
});
