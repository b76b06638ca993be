import { z } from "zod";
import { moduleCodes, moduleOf } from "#domain/modules.ts";
import { textOf } from "#domain/texts/text.ts";
import { judgeLicence, noLicensing, warnedDays, type Licensing } from "#store/licence-code.ts";
import type { ModuleRow } from "#store/modules.ts";
import type { Reader } from "#api/reader.ts";
import { Instant } from "#api/shapes.ts";
import { connectorWhenOff } from "./stop-text.ts";

export const ModuleCodeShape = z.enum(moduleCodes as [(typeof moduleCodes)[number], ...typeof moduleCodes]);

export const AppShape = z
  .object({
    module: ModuleCodeShape,
    group: z.enum(["basic", "advanced"]),
    name: z.string(),
    about: z.string(),
    state: z
      .enum(["on", "off", "stopped"])
      .meta({ description: "stopped: on, and standing still until there is a licence" }),
    isFixed: z.boolean().meta({ description: "Always on: there is no button" }),
    connector: z.string().nullable().meta({ description: "Whose connections it lets be made" }),
    configures: z.string().nullable().meta({ description: "What Configure opens; null when there is nothing to set" }),
    mayActivate: z.boolean(),
    hindrance: z.string().nullable().meta({ description: "Why it cannot be switched on as it is, and what helps" }),
    licence: z
      .object({
        isNeeded: z.boolean(),
        validUntil: Instant.nullable(),
        state: z.enum(["none", "valid", "expiring", "invalid"]),
        contact: z.string().meta({ description: "How to get a code, in the words of the operator of the hub" }),
      })
      .nullable()
      .meta({ description: "Null when no licence is asked for" }),
    whenOff: z.string().meta({ description: "What stops when it goes off; settings and connections are kept" }),
  })
  .meta({ id: "App" });
export type App = z.input<typeof AppShape>;

export function appOf(
  row: ModuleRow,
  administrationId: string,
  licensing: Licensing = noLicensing,
  reader: Reader,
): App {
  const { module, state } = row;
  const { group, name, about, isFixed, isConnector, configures } = moduleOf(module);
  const { language } = reader;
  const isNeeded = licensing.needed.includes(module);
  const judged = isNeeded ? judgeLicence(licensing, row.licence, { module, administrationId }, reader.now) : null;
  const soon = reader.now.add({ hours: 24 * warnedDays });
  const until = judged?.validUntil ?? null;
  const isLate = until !== null && Temporal.Instant.compare(until, soon) < 0;
  const lacksLicence = judged !== null && judged.fault !== null;
  const stateOfLicence =
    judged?.fault === "missing" ? "none" : lacksLicence ? "invalid" : isLate ? "expiring" : "valid";
  const isUsable = !lacksLicence || state === "off";
  return {
    module,
    group,
    name: textOf(name, language),
    about: textOf(about, language),
    state: state === "on" && lacksLicence ? "stopped" : state,
    isFixed,
    connector: isConnector ? module : null,
    configures: state === "on" && isUsable ? configures : null,
    mayActivate: !isFixed && (state !== "on" || lacksLicence),
    hindrance: lacksLicence && !isFixed ? textOf("licence.needed", language, { contact: licensing.contact }) : null,
    licence: isNeeded
      ? {
          isNeeded,
          validUntil: judged?.validUntil?.toString() ?? null,
          state: stateOfLicence,
          contact: licensing.contact,
        }
      : null,
    whenOff: isFixed
      ? ""
      : module === "supplierWebshops"
        ? textOf("app.whenOff.suppliers", language)
        : isConnector
          ? connectorWhenOff(module, textOf(name, language), language)
          : textOf("app.whenOff", language, { app: textOf(name, language) }),
  };
}
