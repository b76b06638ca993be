import type { Input, RawOutput } from "#connect/operations.ts";
import type { FormField } from "#connect/placed.ts";
import { setUp } from "./cxml-setup.ts";
import { pairOf, type Oci, type Settings } from "./settings.ts";

/** SAP writes languages in capitals, others do not. */
const languageOf = ({ languageField }: Settings, language: string): string =>
  /^(?:sap-language|langu)$/i.test(languageField) ? language.toUpperCase() : language;

/**
 * The fields of the login call (contract punchout-oci.md 1); `more` are those of a background function. What people fill in by themselves
 * goes before what we would send.
 */
export function openingFields(
  settings: Settings,
  { returnUrl, language }: { readonly returnUrl: string; readonly language: string },
  more: readonly FormField[] = [],
): readonly FormField[] {
  const { userField, userName, passwordField, customerField, customerNumber, organisationField, organisation } =
    settings;
  const own = settings.extraFields.map(pairOf);
  const usual: readonly FormField[] = [
    { name: organisationField, value: organisation },
    { name: userField, value: userName },
    { name: passwordField, value: { secret: "password" } },
    { name: customerField, value: customerNumber },
    { name: settings.hookField, value: returnUrl },
    { name: "~OkCode", value: "ADDI" },
    { name: "~TARGET", value: settings.target },
    { name: "~CALLER", value: "CTLG" },
    { name: "OCI_VERSION", value: settings.ociVersion === "none" ? "" : settings.ociVersion },
    { name: "http_content_charset", value: settings.charset },
    { name: settings.languageField, value: languageOf(settings, language) },
    ...more,
  ];
  return [
    ...usual.filter(({ name, value }) => name !== "" && value !== "" && own.every((one) => one.name !== name)),
    ...own,
  ];
}

/** A form that is sent by GET replaces what its address asks: that goes along as fields. */
export function inFields(
  address: string,
  fields: readonly FormField[],
): { readonly url: string; readonly fields: readonly FormField[] } {
  const url = new URL(address);
  const asked = [...url.searchParams].map(([name, value]) => ({ name, value }));
  url.search = "";
  url.hash = "";
  return { url: url.href, fields: [...asked, ...fields] };
}

/** The login goes in the form as a place: the connector never has it. */
export async function openBasket(session: Oci, input: Input<"basket.open">): Promise<RawOutput<"basket.open">> {
  const { settings } = session;
  if (settings.protocol === "cxml") {
    const { url, fields } = inFields(await setUp(session, input), []);
    return { method: "get", url, fields: [...fields] };
  }
  const fields = openingFields(settings, input);
  if (settings.method === "post") return { method: "post", url: settings.address, fields: [...fields] };
  const asGet = inFields(settings.address, fields);
  return { method: "get", url: asGet.url, fields: [...asGet.fields] };
}
