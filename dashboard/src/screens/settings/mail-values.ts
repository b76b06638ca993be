import type { MailSettings } from "./mail-screen.tsx";

type Security = MailSettings["security"];
export type Recipe = MailSettings["recipes"][number];

/** How mail is sent, as the form holds it. */
export interface MailValues {
  readonly road: MailSettings["road"];
  readonly host: string;
  readonly port: string;
  readonly security: Security;
  readonly user: string;
  /** Empty: the one that is kept stays. */
  readonly password: string;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly replyTo: string;
  /** Addresses, with commas between them. */
  readonly cc: string;
  readonly bcc: string;
  readonly testRecipient: string;
  readonly perMinute: string;
}

/** What cannot work is not proposed: without a server of the hub it is one's own, and a mail without name is the company's anyway. */
export const valuesOf = (settings: MailSettings, company: string): MailValues => ({
  road: settings.hub === null ? "own" : settings.road,
  host: settings.host,
  port: String(settings.port),
  security: settings.security,
  user: settings.user,
  password: "",
  fromName: settings.fromName || company,
  fromAddress: settings.fromAddress,
  replyTo: settings.replyTo,
  cc: settings.cc.join(", "),
  bcc: settings.bcc.join(", "),
  testRecipient: settings.testRecipient,
  perMinute: String(settings.perMinute),
});

const addressesIn = (typed: string): string[] => typed.split(/[\s,;]+/).filter((address) => address !== "");

/** As the hub takes it; a password that was not typed is not sent, so that the kept one stays. */
export const bodyOf = ({ port, perMinute, cc, bcc, password, ...values }: MailValues) => ({
  ...values,
  port: Number(port),
  perMinute: Number(perMinute),
  cc: addressesIn(cc),
  bcc: addressesIn(bcc),
  ...(password !== "" && { password }),
});

/** Fills in what a provider wants; who one is and the password stay. */
export const withRecipe = (values: MailValues, { host, port, security, perMinute }: Recipe): MailValues => ({
  ...values,
  road: "own",
  host,
  port: String(port),
  security,
  perMinute: String(perMinute),
});

/** The provider whose recipe these settings are. */
export const recipeOf = (
  recipes: readonly Recipe[],
  { host, port }: Pick<MailValues, "host" | "port">,
): Recipe | undefined => recipes.find((recipe) => recipe.host === host && String(recipe.port) === port);
