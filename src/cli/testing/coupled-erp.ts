import { coupleBooks, type Booked, type Repeats } from "./coupled-books.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

export const item = (code: string) => ({ code, name: code });
export const goods = ["KP-001", "HON-500", "BOEK-VL", "MOK-350", "PLV-1L", "STOEL-ERGO"].map(item);
export const costs = ["VERZENDING", "KOSTEN", "KORTING", "AFRONDING"].map(item);
export const account = { asksCodes: true, items: [...goods, ...costs], vatCodes: ["V21", "V6", "V12", "V0"] };

export const choices = [
  ["chargeItem", "shipping", "VERZENDING"],
  ["chargeItem", "charge", "KOSTEN"],
  ["chargeItem", "allowance", "KORTING"],
  ["chargeItem", "rounding", "AFRONDING"],
  ["vatCode", "rounding", "V0"],
  ["vatCode", "BE 21 incl", "V21"],
  ["vatCode", "BE 6 incl", "V6"],
  ["vatCode", "BE 12 incl", "V12"],
] as const;

export const choose = ({ api, connectionId }: Booked, what: string, from: string, code: string) =>
  api.put<{ resumed: number }>(`/api/connections/${connectionId}/mappings/${what}/${encodeURIComponent(from)}`, {
    code,
  });

/** A shop whose orders go to a package that asks codes. With every choice made, unless told otherwise. */
export async function coupleErp(
  under: HubUnderTest,
  options: {
    readonly repeats?: Repeats;
    readonly settings?: object;
    readonly chosen?: readonly (typeof choices)[number][];
  } & {
    readonly items?: readonly { readonly code: string; readonly name: string }[];
    readonly offset?: number;
  } = {},
): Promise<Booked> {
  const { repeats = "idempotency-key", settings = {}, chosen = choices, items = account.items, offset = 0 } = options;
  const made = await coupleBooks(under, repeats, { ...account, items }, { settings, offset, state: "off" });
  for (const [what, from, code] of chosen) await choose(made, what, from, code);
  await made.setCoupling({ state: "live" });
  return made;
}
