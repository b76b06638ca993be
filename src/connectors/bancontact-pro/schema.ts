import { z } from "zod";

const Address = z.url({ protocol: /^https?$/ }).or(z.literal(""));

export const settings = z.object({
  environment: z.enum(["production", "preproduction"]).default("production").meta({ title: "Environment" }),
  /** Says for whom a callback is. */
  profileId: z.string().trim().min(1).max(100).meta({ title: "Profile id" }),
  /** Empty: the address of the environment. */
  apiUrl: Address.default("").meta({ title: "Other address of the API" }),
  keysUrl: Address.default("").meta({ title: "Other address of the public keys" }),
});
export type BancontactSettings = typeof settings;
type Settings = z.output<typeof settings>;

const hosts = {
  production: { api: "https://merchant.api.bancontact.net/", keys: "https://jwks.bancontact.net/" },
  preproduction: {
    api: "https://merchant.api.preprod.bancontact.net/",
    keys: "https://jwks.preprod.bancontact.net/",
  },
} as const;

export const apiRoot = ({ environment, apiUrl }: Settings): URL =>
  new URL("/v3/", apiUrl === "" ? hosts[environment].api : apiUrl);

export const keysAddress = ({ environment, keysUrl }: Settings): URL =>
  new URL(keysUrl === "" ? hosts[environment].keys : keysUrl);

const Link = z.object({ href: z.string() });
const Moment = z.iso.datetime({ offset: true });

/** A payment in the provider's own words, only the fields we read. Amounts are whole cents. */
export const BancontactPayment = z.object({
  paymentId: z.string(),
  status: z.string(),
  amount: z.int(),
  currency: z.string().default("EUR"),
  reference: z.string().nullish(),
  createdAt: Moment.nullish(),
  succeededAt: Moment.nullish(),
  // The answer to a create says expiresAt; older texts of the same interface say expireAt.
  expiresAt: Moment.nullish(),
  expireAt: Moment.nullish(),
  _links: z.object({ checkout: Link.nullish(), deeplink: Link.nullish() }).nullish(),
});
export type BancontactPayment = z.output<typeof BancontactPayment>;

export const Found = z.object({
  details: z.array(z.object({ paymentId: z.string(), reference: z.string().nullish() })),
});

export const Keys = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });
