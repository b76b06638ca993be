import { useNavigate } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { EndOfRecord } from "#dashboard/parts/end-of-record.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import type { ItemPage } from "#dashboard/screens/items/items-query.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

/** Putting an item away, or deleting one that nothing refers to. */
export function ItemEnd({ item }: { readonly item: ItemPage }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { administrationId: administration } = api;
  const path = { itemId: item.id };
  const { name, isArchived, version, mayDelete } = item;
  const { sellersItemIdentifier, unitCode, salesPrice, vatRate, countsStock, gtins } = item;
  const body = { sellersItemIdentifier, name, unitCode, salesPrice, vatRate, countsStock, gtins, version };
  const archive = useAct(
    () =>
      answered(api.client.PUT("/api/items/{itemId}", { params: { path }, body: { ...body, isArchived: !isArchived } })),
    () => announce(isArchived ? t("book.restored", { name }) : t("book.putAway", { name })),
  );
  const remove = useAct(
    () => answered(api.client.DELETE("/api/items/{itemId}", { params: { path } })),
    () => {
      announce(t("book.deleted", { name }));
      void navigate({ to: "/a/$administration/items", params: { administration } });
    },
  );
  return <EndOfRecord name={name} isArchived={isArchived} mayDelete={mayDelete} archive={archive} remove={remove} />;
}
