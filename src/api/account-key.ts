import { z } from "zod";
import type { AnyConnector } from "#connect/connector.ts";

/** Settings the check finds out by itself (`learnt` in their declaration). */
const isLearnt = (schema: AnyConnector["settings"], name: string): boolean => {
  const field: unknown = schema.shape[name];
  return field instanceof z.ZodType && field.meta()?.["learnt"] === true;
};

export const withoutLearnt = (
  schema: AnyConnector["settings"],
  settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> => Object.fromEntries(Object.entries(settings).filter(([name]) => !isLearnt(schema, name)));

/**
 * Which account at a product these settings lead to, however its address was written: connector, host and path of its base address. What a check
 * learnt says how to reach an account, not which one it is; a shop has one key before and after its check.
 */
export function accountKeyOf(connector: AnyConnector, settings: Readonly<Record<string, unknown>>): string {
  const plain = connector.settings.safeParse(withoutLearnt(connector.settings, settings));
  const whole = plain.success ? plain.data : connector.settings.parse(settings);
  const { hostname, port, pathname } = connector.baseUrl(whole);
  // One address may have the accounts of all customers.
  const account = connector.accountIn === undefined ? "" : ` ${connector.accountIn(whole)}`;
  const host = `${hostname.replace(/\.$/, "")}${port === "" ? "" : `:${port}`}`;
  return `${connector.id} ${host}${pathname.replaceAll(/\/{2,}/g, "/").replace(/\/$/, "")}${account}`;
}
