/**
 * `tls`: from the first byte. `starttls`: switched on before anything else, or nothing is sent. `offered`: when the server has it;
 * only for a server the operator named. `none`: never.
 */
export type MailSecurity = "tls" | "starttls" | "offered" | "none";

/** A server that takes mail in for sending. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: MailSecurity;
  /** Empty: no sign-in. */
  readonly user: string;
  readonly password: string;
  /** Named by the operator, so it may be inside the operator's own network. */
  readonly isOperators: boolean;
}

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** Where the mail of an administration goes, as it stands now. */
export interface MailRoad {
  /** Null: nobody named a server yet. */
  readonly server: MailServer | null;
  readonly fingerprint: string;
  /** This very server refused the sign-in before. */
  readonly isRefused: boolean;
  readonly perMinute: number;
}

/** A mail as it leaves. */
export interface ReadyMail {
  readonly messageId: string;
  readonly message: Uint8Array;
  readonly from: string;
  readonly to: readonly string[];
  readonly copies: readonly string[];
}

/** What a provider wants, filled in for the user; the facts are of contracts/storage-and-mail.md sections 7 to 9. */
export interface MailRecipe {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly security: "tls" | "starttls";
  /** `address`: the whole e-mail address and the password of the mailbox. `appPassword`: a password made for this use only. */
  readonly signIn: "address" | "appPassword";
  /** It switches sign-in by password off by itself: storage-and-mail.md section 7.5. */
  readonly endsPasswords: boolean;
  /** Mails a minute it takes, well below its own limit. */
  readonly perMinute: number;
  /** Recipients it takes of one message, copies included, from outside its own network; null when it does not say. */
  readonly mostRecipients: number | null;
}

export const mailRecipes = [
  {
    id: "telenet",
    name: "Telenet",
    host: "smtp.telenet.be",
    port: 587,
    security: "starttls",
    signIn: "address",
    endsPasswords: false,
    perMinute: 30,
    mostRecipients: 100,
  },
  {
    id: "proximus",
    name: "Proximus (Skynet)",
    host: "relay.proximus.be",
    port: 587,
    security: "starttls",
    signIn: "address",
    endsPasswords: false,
    perMinute: 30,
    mostRecipients: 10,
  },
  {
    id: "microsoft",
    name: "Microsoft 365",
    host: "smtp.office365.com",
    port: 587,
    security: "starttls",
    signIn: "address",
    endsPasswords: true,
    perMinute: 25,
    mostRecipients: 500,
  },
  {
    id: "google",
    name: "Google",
    host: "smtp.gmail.com",
    port: 587,
    security: "starttls",
    signIn: "appPassword",
    endsPasswords: false,
    perMinute: 60,
    mostRecipients: null,
  },
  {
    id: "combell",
    name: "Combell",
    host: "smtp-auth.mailprotect.be",
    port: 2525,
    security: "starttls",
    signIn: "address",
    endsPasswords: false,
    perMinute: 60,
    mostRecipients: null,
  },
  {
    id: "one",
    name: "One.com",
    host: "send.one.com",
    port: 587,
    security: "starttls",
    signIn: "address",
    endsPasswords: false,
    perMinute: 60,
    mostRecipients: null,
  },
] as const satisfies readonly MailRecipe[];

/** How many recipients the server of this name takes of one message; null when that is not known. */
export const mostRecipientsOf = (host: string): number | null =>
  mailRecipes.find((recipe) => recipe.host === host.toLowerCase())?.mostRecipients ?? null;

/** One who is named twice counts once. */
export const countRecipients = (...addresses: readonly (readonly string[])[]): number =>
  new Set(addresses.flat().map((address) => address.toLowerCase())).size;

/** `passwordsOff`: the server takes no passwords any more, whatever the password. `smtpOff`: an admin switched sending by SMTP off. */
export type SignInFault = "wrong" | "passwordsOff" | "smtpOff";

/** Why a server refused a sign-in, from its own words: Microsoft gives both of the others the code of a wrong password, 535. */
export function signInFaultOf(words: string): SignInFault {
  if (/basic authentication is (disabled|not supported)/i.test(words)) return "passwordsOff";
  return /smtpclientauthentication is disabled/i.test(words) ? "smtpOff" : "wrong";
}

/** Reads `Name <address>` or a bare address; null when it is neither. */
export function readMailAddress(text: string): MailAddress | null {
  const named = /^\s*"?([^"<>]*?)"?\s*<\s*([^\s<>@]+@[^\s<>@]+)\s*>\s*$/.exec(text);
  if (named !== null) return { name: named[1] ?? "", address: named[2] ?? "" };
  const bare = /^\s*([^\s<>@,;]+@[^\s<>@,;]+)\s*$/.exec(text);
  return bare === null ? null : { name: "", address: bare[1] ?? "" };
}

/**
 * A server from its address: `smtps://user:password@host:465` or `smtp://host:587`. Null when it is no such address. With a
 * password it is never sent without TLS, unless the address ends in `?security=none`.
 */
export function readMailServer(text: string): MailServer | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isSecure = url.protocol === "smtps:";
  if ((!isSecure && url.protocol !== "smtp:") || url.hostname === "") return null;
  const user = decodeURIComponent(url.username);
  const isPlain = url.searchParams.get("security") === "none";
  return {
    host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, ""),
    port: Number(url.port || (isSecure ? 465 : 587)),
    security: isSecure ? "tls" : isPlain ? "none" : user === "" ? "offered" : "starttls",
    user,
    password: decodeURIComponent(url.password),
    isOperators: true,
  };
}
