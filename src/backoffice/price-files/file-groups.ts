import type { Transaction } from "#store/database.ts";
import {
  deleteDiscountGroup,
  deleteProductGroup,
  listDiscountGroups,
  listProductGroups,
  writeDiscountGroups,
  writeProductGroups,
  type DiscountGroup,
  type ProductGroup,
  type WrittenGroup,
} from "#store/discount-groups.ts";
import { groupsBefore, keepGroupsBefore, type PriceBatch } from "#store/price-batches.ts";
import { listStagedGroups, type StagedGroup } from "#store/price-import-rows.ts";
import { discountOfFile } from "./reckoning.ts";

/** Discount groups of a file that are not as they are kept. */
export async function changedGroups(
  trx: Transaction,
  administrationId: string,
  partyId: string,
  told: readonly StagedGroup[],
): Promise<StagedGroup[]> {
  const kept = new Map(
    (await listDiscountGroups(trx, administrationId, partyId))
      .filter(({ from }) => String(from) === "0")
      .map((group) => [group.code, group]),
  );
  const off = (group: Pick<DiscountGroup, "discounts">) =>
    JSON.stringify(group.discounts.map(({ kind, value }) => [kind, value]));
  return told.filter((group) => {
    const before = kept.get(group.code);
    return (
      group.kind === "discount" && (before === undefined || off(before) !== off(group) || before.name !== group.name)
    );
  });
}

/** Groups as they were are kept with the batch, so that undoing puts them back; with what was written, because a person may change it since. */
interface GroupBefore {
  readonly kind: "discount" | "product";
  readonly code: string;
  readonly before: DiscountGroup | ProductGroup | null;
  readonly wrote: string;
}

/** What a discount group says, as text. */
const saying = ({ name, discounts, validFrom, validTo }: Omit<WrittenGroup, "code" | "from">): string =>
  JSON.stringify([name, discounts.map(({ kind, value }) => [kind, value]), validFrom, validTo]);

const writtenGroup = (group: StagedGroup): WrittenGroup => ({ ...discountOfFile(group), name: group.name });

/** Writes the groups a file tells of. */
export async function writeGroups(
  trx: Transaction,
  administrationId: string,
  {
    importId,
    partyId,
    batchId,
    by,
  }: { readonly importId: string; readonly partyId: string; readonly batchId: string; readonly by: string },
): Promise<void> {
  const told = await listStagedGroups(trx, administrationId, importId);
  if (told.length === 0) return;
  const discounts = await changedGroups(trx, administrationId, partyId, told);
  const kept = new Map(
    (await listDiscountGroups(trx, administrationId, partyId))
      .filter(({ from }) => String(from) === "0")
      .map((group) => [group.code, group]),
  );
  const names = new Map((await listProductGroups(trx, administrationId, partyId)).map((group) => [group.code, group]));
  const products = told.filter(({ kind, code, name }) => kind === "product" && names.get(code)?.name !== name);
  const before: GroupBefore[] = [
    ...discounts.map((group) => ({
      ...{ kind: "discount" as const, code: group.code, before: kept.get(group.code) ?? null },
      wrote: saying(writtenGroup(group)),
    })),
    ...products.map(({ code, name }) => ({
      kind: "product" as const,
      code,
      before: names.get(code) ?? null,
      wrote: name,
    })),
  ];
  await keepGroupsBefore(trx, administrationId, batchId, before);
  await writeDiscountGroups(trx, administrationId, partyId, discounts.map(writtenGroup), by);
  await writeProductGroups(trx, administrationId, partyId, products);
}

/** Puts back groups as they were before the batch; one that somebody changed or deleted since stays so. */
export async function undoGroups(
  trx: Transaction,
  administrationId: string,
  { id, partyId, undoneBy }: Pick<PriceBatch, "id" | "partyId" | "undoneBy">,
): Promise<void> {
  const now = new Map<string, string>([
    ...(await listDiscountGroups(trx, administrationId, partyId))
      .filter(({ from }) => String(from) === "0")
      .map((group): [string, string] => [`discount ${group.code}`, saying(group)]),
    ...(await listProductGroups(trx, administrationId, partyId)).map(({ code, name }): [string, string] => [
      `product ${code}`,
      name,
    ]),
  ]);
  for (const { kind, code, before, wrote } of (await groupsBefore(trx, administrationId, id)) as GroupBefore[]) {
    if (now.get(`${kind} ${code}`) !== wrote) continue;
    if (kind === "discount") {
      if (before === null) await deleteDiscountGroup(trx, administrationId, partyId, { code, from: "0" });
      else await writeDiscountGroups(trx, administrationId, partyId, [before as DiscountGroup], undoneBy);
    } else if (before === null) await deleteProductGroup(trx, administrationId, partyId, code);
    else await writeProductGroups(trx, administrationId, partyId, [before as ProductGroup]);
  }
}
