/**
 * Suppliers without a protocol: their documents come as files, and are found by their number in what came. Omniterm is offered by
 * name (requirement A6.4) although nothing public says how to ask it; `upload` is everybody else, whoever the party of the entry is.
 */
export const uploadSuppliers = [
  { id: "omniterm", name: "Omniterm" },
  { id: "upload", name: null },
] as const satisfies readonly { readonly id: string; readonly name: string | null }[];

export type UploadSupplier = (typeof uploadSuppliers)[number];

export const uploadSupplierOf = (id: string): UploadSupplier | null =>
  uploadSuppliers.find((supplier) => supplier.id === id) ?? null;

/** Whose numbers an entry is about; null while nobody said which supplier that is. */
export function supplierKeyOf({
  connector,
  partyId,
}: {
  readonly connector: string;
  readonly partyId: string | null;
}): string | null {
  if (uploadSupplierOf(connector)?.name !== null) return connector;
  return partyId === null ? null : `party:${partyId}`;
}
