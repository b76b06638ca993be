import type { ModuleCode } from "#domain/modules.ts";
import { payConnectors } from "#domain/pay-ways.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { ModuleUse } from "#store/modules.ts";

const takesPayments = (module: ModuleCode): boolean => Object.hasOwn(payConnectors, module);

/** What will stop, for who is about to switch an app that gates a connector off. */
export const connectorWhenOff = (module: ModuleCode, app: string, language: TextLanguage): string =>
  textOf(takesPayments(module) ? "app.whenOff.payments" : "app.whenOff.connector", language, { app });

/** What stands still now that an app is off, a sentence for each kind of thing there was. */
export function stopText(module: ModuleCode, use: ModuleUse, app: string, language: TextLanguage): string {
  const { connections, couplings, payments, drafts } = use;
  const said: string[] = [];
  if (couplings > 0) said.push(textOf("app.stopped.couplings", language, { count: couplings }));
  else if (connections > 0) said.push(textOf("app.stopped.connections", language, { count: connections }));
  if (takesPayments(module) && connections > 0) said.push(textOf("app.stopped.payLinks", language, { app }));
  if (payments > 0) said.push(textOf("app.stopped.payments", language, { count: payments }));
  said.push(textOf(said.length > 0 ? "app.stopped.goesOn" : "app.stopped.nothing", language, { app }));
  if (drafts > 0) said.push(textOf("app.stopped.drafts", language, { count: drafts }));
  return said.join(" ");
}
