import type { Entered, EntryFault } from "#connect/connector.ts";

const textIn = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** A host on which plain http leaks nothing: this machine, an address in figures, or a name that only a local network knows. */
const isLocal = (host: string): boolean =>
  /^(localhost|[\d.]+|\[[\da-f:]+\]|[^.]+)$/i.test(host) || /\.(local|internal|lan|home|test|localhost)$/i.test(host);

/** The shop's own address from what people copy out of their browser: without `https://`, with `/wp-admin/…`, with a query. */
function shopAddress(given: string): string {
  // A single word is no address yet: it is refused as it stands.
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(given) && !/^[^/\s]+\.[^/\s]/.test(given)) return given;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`;
  if (given === "" || !URL.canParse(whole)) return given;
  const url = new URL(whole);
  url.search = "";
  url.hash = "";
  url.username = "";
  url.password = "";
  url.pathname = url.pathname
    .replace(/\/(wp-admin|wp-login\.php|wp-json|wc-api)(\/.*)?$/i, "/")
    .replace(/\/index\.php$/i, "/");
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
  return {
    entered: { settings, credentials: given.credentials },
    faults: [...faults, ...keyFaults(given.credentials)],
  };
}

function keyFaults(credentials: Entered["credentials"]): EntryFault[] {
  const key = textIn(credentials["consumerKey"]);
  const secret = textIn(credentials["consumerSecret"]);
  if (key.startsWith("cs_") && (secret === "" || secret.startsWith("ck_")))
    return [
      { field: "credentials.consumerKey", entry: "keysSwapped", value: "" },
      ...(secret === "" ? [] : [{ field: "credentials.consumerSecret", entry: "keysSwapped", value: "" } as const]),
    ];
  const faults: EntryFault[] = [];
  if (key !== "" && !key.startsWith("ck_"))
    faults.push({ field: "credentials.consumerKey", entry: "notAKey", value: "ck_" });
  if (secret !== "" && !secret.startsWith("cs_"))
    faults.push({ field: "credentials.consumerSecret", entry: "notAKey", value: "cs_" });
  return faults;
}
