import { z } from "zod";
import { isModuleCode, moduleOf, type ModuleCode } from "#domain/modules.ts";
import { textOf, type TextKey, type TextLanguage } from "#domain/texts/text.ts";
import { closeAlarms } from "#store/alarms.ts";
import { listConnections } from "#store/connections.ts";
import { inAdministration } from "#store/database.ts";
import { judgeLicence, noLicensing, type LicenceFault } from "#store/licence-code.ts";
import { listModules, putModule, readModule, useOfModule } from "#store/modules.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";
import { readerOf } from "#api/reader.ts";
import { appOf, AppShape } from "./app-shape.ts";
import { stopText } from "./stop-text.ts";

export const listAppsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/apps",
  summary: "Apps and couplings: what is on, what can be switched on, and what keeps it from it",
  permission: "apps.read",
  answer: z.object({ items: z.array(AppShape) }),
  errors: [],
  handle: ({ store, now, licensing }, { administrationId, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const rows = await listModules(trx, administrationId);
      return { items: rows.map((row) => appOf(row, administrationId, licensing, reader)) };
    }),
});

const Place = z.object({ module: z.string().max(100) });

function requireModule(text: string): ModuleCode {
  if (!isModuleCode(text)) throw new RequestRefused("request.not_found", "There is no such app");
  return text;
}

const faultTexts = {
  missing: "licence.missing",
  unreadable: "licence.unreadable",
  forged: "licence.forged",
  otherModule: "licence.otherModule",
  otherAdministration: "licence.otherAdministration",
  cancelled: "licence.cancelled",
  expired: "licence.expired",
} as const satisfies Readonly<Record<LicenceFault, TextKey>>;

function refuseLicence(fault: LicenceFault, contact: string, language: TextLanguage): RequestRefused {
  return refuseFields([{ field: "licence", message: `${textOf(faultTexts[fault], language)} ${contact}`.trim() }]);
}

export const activateAppEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/apps/:module/activate",
  summary: "Switch an app on; what waited for it goes on by itself",
  permission: "apps.manage",
  act: { action: "app.activate", subject: "app" },
  params: Place,
  body: z.object({ licence: z.string().trim().max(2000).optional() }),
  answer: AppShape,
  errors: ["request.not_found", "request.conflict"],
  async handle({ store, engine, now, licensing = noLicensing }, { administrationId, caller, language, params, body }) {
    const module = requireModule(params.module);
    const { app, connections } = await inAdministration(store.app, administrationId, async (trx) => {
      const reader = await readerOf(trx, administrationId, language, now());
      const before = await readModule(trx, administrationId, module);
      if (moduleOf(module).isFixed) return { app: appOf(before, administrationId, licensing, reader), connections: [] };
      const licence = body.licence === undefined || body.licence === "" ? before.licence : body.licence;
      const place = { module, administrationId };
      const judged = licensing.needed.includes(module) ? judgeLicence(licensing, licence, place, now()) : null;
      if (judged !== null && judged.fault !== null) throw refuseLicence(judged.fault, licensing.contact, language);
      const licensedUntil = judged?.validUntil?.toString() ?? null;
      const row = { module, state: "on", licence, licensedUntil } as const;
      await putModule(trx, administrationId, row, caller.name);
      await closeAlarms(trx, administrationId, ["licenceExpiring", "licenceExpired"], module);
      const all = await listConnections(trx, administrationId);
      return { app: appOf(row, administrationId, licensing, reader), connections: all };
    });
    // Which of them takes part is looked at by the job: what waited anywhere is looked at now.
    for (const { id: connectionId } of connections) await engine.ring({ administrationId, connectionId });
    return app;
  },
});

export const deactivateAppEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/apps/:module/deactivate",
  summary: "Switch an app off; nothing of it is processed or changed any more, and nothing of it is thrown away",
  permission: "apps.manage",
  act: { action: "app.deactivate", subject: "app" },
  params: Place,
  answer: z.object({
    app: AppShape,
    stops: z.object({
      connections: z.int(),
      couplings: z.int(),
      payments: z.int().meta({ description: "Started by customers and not over: nobody hears what comes of them" }),
      drafts: z.int().meta({ description: "They stay, and can still be made final" }),
      text: z.string(),
    }),
  }),
  errors: ["request.not_found", "request.conflict"],
  handle: ({ store, now, licensing }, { administrationId, caller, language, params }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const module = requireModule(params.module);
      const reader = await readerOf(trx, administrationId, language, now());
      const before = await readModule(trx, administrationId, module);
      const app = textOf(moduleOf(module).name, language);
      if (moduleOf(module).isFixed) {
        const message = textOf("app.fixed", language, { app });
        throw new RequestRefused("request.conflict", "This app is always on", [{ field: "module", message }]);
      }
      const row = { ...before, state: "off" } as const;
      await putModule(trx, administrationId, row, caller.name);
      await closeAlarms(trx, administrationId, ["licenceExpiring", "licenceExpired"], module);
      const use = await useOfModule(trx, administrationId, module);
      const stops = { ...use, text: stopText(module, use, app, language) };
      return { app: appOf(row, administrationId, licensing, reader), stops };
    }),
});
