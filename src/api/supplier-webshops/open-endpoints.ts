import { randomBytes } from "node:crypto";
import { z } from "zod";
import { operations } from "#connect/operations.ts";
import { visitHours } from "#domain/supplier/webshop-functions.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { inAdministration } from "#store/database.ts";
import { newId } from "#store/new-id.ts";
import { extendPunchoutSession, insertPunchoutSession, takeStart } from "#store/punchout-sessions.ts";
import { readEntry } from "#store/supplier-entries.ts";
import { requireSupplierApp } from "#api/apps/require-app.ts";
import { standsInTheWay } from "#api/conflict.ts";
import { atDesk } from "#api/documents/document-page.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { RequestRefused } from "#api/problem.ts";
import { Instant } from "#api/shapes.ts";
import { failureSaid, outcomes } from "./basket-answer.ts";
import { basketEntry, requireTarget } from "./basket-endpoints.ts";
import { noEntry } from "./entry-shapes.ts";
import { formTargetsOf, pagePolicy, saidPage, startPage } from "./punchout-html.ts";

const Visit = z.object({
  id: z.string(),
  expiresAt: Instant,
  page: z
    .string()
    .meta({ description: "Address of ours that leads the browser into the shop: once, within five minutes" }),
});

/** How long the page that leads into the shop waits for its browser. */
const startMinutes = 5;

/** What is sealed until the browser comes for it. */
const Start = z.object({ supplier: z.string(), form: operations["basket.open"].output });

export const returnPath = (token: string): string => `/punchout/return/${token}`;

export const openSupplierShopEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-baskets/open",
  summary: "Open the webshop of a supplier: what the user puts in the basket there comes back to the staging screen",
  permission: "documents.edit",
  act: { action: "basket.open", subject: "supplierEntry", isTold: true },
  body: z.object({ entryId: z.uuid(), documentId: z.uuid().nullable().default(null) }),
  answer: z.object({
    outcome: z.enum(["opened", ...outcomes]),
    title: z.string(),
    body: z.string(),
    visit: Visit.nullable().meta({ description: "Null when the shop could not be opened" }),
  }),
  errors: ["request.not_found", "request.conflict", "settings.invalid", "mapping.missing", "apps.off"],
  async handle(context, call) {
    const { store, engine, publicUrl, now, connectorById } = context;
    const { administrationId, body, signal, language, caller } = call;
    if (publicUrl === null) throw standsInTheWay("", textLater("punchout.noAddress"));
    const entry = await atDesk(context, call, async (desk) => {
      await requireTarget(desk, body.documentId);
      return basketEntry(context, desk, body.entryId);
    });
    call.tell({ id: entry.id });
    const token = randomBytes(24).toString("base64url");
    const place = { administrationId, connectionId: entry.connectionId };
    const supplier = entry.partyName ?? connectorById(entry.connector).name;
    const input = { returnUrl: new URL(returnPath(token), publicUrl).href, language };
    const opened = await engine.suppliers
      .open(place, input, signal)
      .catch((thrown: unknown) => ({ said: failureSaid(thrown, { supplier, login: entry.alias }, language) }));
    if ("said" in opened) return { ...opened.said, visit: null };
    const id = newId();
    const openedAt = now();
    const expiresAt = openedAt.add({ hours: visitHours }).toString();
    await inAdministration(store.app, administrationId, async (trx) => {
      // Taken away while the shop was asked, it opens nothing any more.
      if ((await readEntry(trx, administrationId, entry.id, caller.userId, true)) === null) throw noEntry();
      await insertPunchoutSession(trx, store.key, administrationId, {
        id,
        entryId: entry.id,
        connectionId: entry.connectionId,
        userId: entry.userId ?? caller.userId,
        openedBy: caller.name,
        documentId: body.documentId,
        openedAt: openedAt.toString(),
        expiresAt,
        token,
        start: JSON.stringify({ supplier, form: opened }),
      });
    });
    // A browser that opens an address sends no headers of ours with it.
    const page = `/api/supplier-baskets/open/${id}/page?administration=${administrationId}&language=${language}`;
    return { outcome: "opened" as const, title: "", body: "", visit: { id, expiresAt, page } };
  },
});

const VisitPlace = z.object({ visitId: z.uuid() });

export const getSupplierShopPageEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/supplier-baskets/open/:visitId/page",
  summary: "The page that leads the browser of who opened the visit into the shop; it works once",
  permission: "documents.edit",
  params: VisitPlace,
  answer: z.string(),
  mediaType: "text/html",
  errors: ["apps.off"],
  async handle({ store, now }, { administrationId, params, caller, language, reply }) {
    const after = now().subtract({ minutes: startMinutes }).toString();
    const sealed = await inAdministration(store.app, administrationId, async (trx) => {
      await requireSupplierApp(trx, administrationId, language);
      return takeStart(trx, store.key, administrationId, { id: params.visitId, userId: caller.userId, after });
    });
    void reply
      .headers({ "cache-control": "no-store", "referrer-policy": "no-referrer" })
      .type("text/html; charset=utf-8");
    if (sealed === null) {
      void reply.header("content-security-policy", pagePolicy());
      return saidPage(language, "punchout.over", "punchout.overHow", "/");
    }
    const { supplier, form } = Start.parse(JSON.parse(sealed));
    const nonce = randomBytes(18).toString("base64");
    void reply.header("content-security-policy", pagePolicy({ nonce, formTo: formTargetsOf(form.url) }));
    return startPage(language, supplier, form, nonce);
  },
});

export const extendSupplierVisitEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/supplier-baskets/open/:visitId/extend",
  summary: "Give a visit to a shop its full time again, while nothing came back from it",
  permission: "documents.edit",
  act: { action: "basket.extend", subject: "basket" },
  params: VisitPlace,
  answer: z.object({ id: z.string(), expiresAt: Instant }),
  errors: ["request.not_found", "apps.off"],
  handle: ({ store, now }, { administrationId, params, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      await requireSupplierApp(trx, administrationId, language);
      const expiresAt = await extendPunchoutSession(trx, administrationId, {
        id: params.visitId,
        userId: caller.userId,
        expiresAt: now().add({ hours: visitHours }).toString(),
        notAfter: now().toString(),
      });
      if (expiresAt === null) throw new RequestRefused("request.not_found", "There is no such visit, or it is over");
      return { id: params.visitId, expiresAt };
    }),
});
