import type { Entered, EntryFault } from "#connect/connector.ts";

const textIn = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** A host on which plain http leaks nothing: this machine, an address in figures, or a name that only a local network knows. */
const isLocal = (host: string): boolean =>
  /^(localhost|[\d.]+|\[[\da-f:]+\]|[^.]+)$/i.test(host) || /\.(local|internal|lan|home|test|localhost)$/i.test(host);

const hasScheme = (given: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(given);

/** The shop's own address from what people copy out of their browser: without `https://`, with `/admin.php?…`, with `/api/…`. */
function shopAddress(given: string): string {
  // A single word is no address yet: it is refused as it stands.
  if (!hasScheme(given) && !/^[^/\s]+\.[^/\s]/.test(given)) return given;
  const whole = hasScheme(given) ? given : `https://${given}`;
  if (!URL.canParse(whole)) return given;
  const url = new URL(whole);
  url.search = "";
  url.hash = "";
  url.username = "";
  url.password = "";
  url.pathname = url.pathname
    .replace(/\/(api|api\.php|stores|vendors)(\/.*)?$/i, "/")
    .replace(/\/(index|admin|vendor)[\w-]*\.php$/i, "/");
  // As it was typed, when nothing had to be taken off.
  const plain = url.href.replace(/\/$/, "");
  return given.replace(/\/$/, "") === plain ? given : plain;
}

/** Brings what a person pasted to the form it should have; says what cannot be right, before anything is asked of a shop. */
export function enter(given: Entered): { readonly entered: Entered; readonly faults: readonly EntryFault[] } {
  const faults: EntryFault[] = [];
  const settings = { ...given.settings };
  if (typeof settings["shopUrl"] === "string") {
    const shopUrl = shopAddress(textIn(settings["shopUrl"]));
    settings["shopUrl"] = shopUrl;
    if (URL.canParse(shopUrl)) {
      const url = new URL(shopUrl);
      if (url.protocol === "http:" && !isLocal(url.hostname)) {
        const value = url.href.replace(/^http:/, "https:").replace(/\/$/, "");
        faults.push({ field: "settings.shopUrl", entry: "plainHttp", value });
      }
    }
  }
  const email = textIn(given.credentials["email"]);
  if (email !== "" && !email.includes("@"))
    faults.push({ field: "credentials.email", entry: "notAnAddress", value: "" });
  return { entered: { settings, credentials: given.credentials }, faults };
}
