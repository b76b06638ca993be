import { zero } from "#domain/amount.ts";
import type { GroupDiscount } from "#domain/supplier/supplier-item.ts";
import { readAdministration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import { learntUnits, listDiscountGroups, listProductGroups } from "#store/discount-groups.ts";
import type { StagedGroup } from "#store/price-import-rows.ts";
import type { PriceList } from "#store/price-lists.ts";
import type { Reckoning } from "./staged-item.ts";

/** The discount group of a file. It has no brackets; those a person made of the same group stay beside it. */
export const discountOfFile = ({ code, discounts }: StagedGroup): GroupDiscount => ({
  code,
  from: zero,
  discounts,
  validFrom: null,
  validTo: null,
});

/** What prices of a list are reckoned with today. `told`: groups of a file go before those that are kept. */
export async function reckoningOf(
  trx: Transaction,
  administrationId: string,
  list: Pick<PriceList, "partyId" | "currency" | "terms">,
  {
    currency = "",
    told = [],
    now = Temporal.Now.instant(),
  }: { readonly currency?: string; readonly told?: readonly StagedGroup[]; readonly now?: Temporal.Instant } = {},
): Promise<Reckoning> {
  const { partyId, terms } = list;
  const groups = new Map<string, GroupDiscount[]>();
  for (const group of await listDiscountGroups(trx, administrationId, partyId))
    groups.set(group.code, [...(groups.get(group.code) ?? []), group]);
  const categories = new Map(
    (await listProductGroups(trx, administrationId, partyId)).map(({ code, name }) => [code, name]),
  );
  for (const group of told) {
    if (group.kind === "product") categories.set(group.code, group.name);
    else
      groups.set(group.code, [
        ...(groups.get(group.code) ?? []).filter(({ from }) => String(from) !== "0"),
        discountOfFile(group),
      ]);
  }
  const company = await readAdministration(trx, administrationId);
  return {
    terms,
    currency: currency || list.currency,
    units: await learntUnits(trx, administrationId, partyId),
    groups,
    categories,
    today: now
      .toZonedDateTimeISO(company?.timeZone ?? "Europe/Brussels")
      .toPlainDate()
      .toString(),
  };
}
