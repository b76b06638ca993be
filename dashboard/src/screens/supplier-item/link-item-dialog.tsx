import { Input } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import editor from "#dashboard/screens/editor/editor.module.css";
import { Suggest } from "#dashboard/screens/editor/suggest.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { SupplierItem } from "./supplier-item-query.ts";
import classes from "./supplier-item.module.css";

type Own = Pick<Schemas["Item"], "id" | "name" | "sellersItemIdentifier">;

/** Which item of ours an article is. */
export function LinkItemDialog({ item, close }: { readonly item: SupplierItem; readonly close: () => void }) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Own | null>(null);
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const { data } = useQuery({
    queryKey: api.key("items", "search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/items", { params: { query: { q, limit: 8 } }, signal })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  const link = useAct(
    (itemId: string) =>
      answered(
        api.client.PUT("/api/supplier-items/{supplierItemId}/item", {
          params: { path: { supplierItemId: item.id } },
          body: { itemId, version: item.version },
        }),
      ),
    () => {
      announce(t("supplierItem.linked", { name: chosen?.name ?? "" }));
      close();
    },
  );
  return (
    <ActDialog
      title={t("supplierItem.linkButton")}
      close={close}
      button={t("supplierItem.linkButton")}
      isBusy={link.isBusy}
      isDisabled={chosen === null}
      isDirty={chosen !== null}
      error={link.error}
      run={() => {
        if (chosen !== null) link.run(chosen.id);
      }}
    >
      <p>{t("supplierItem.linkBody", { supplier: item.supplierName, code: item.suppliersItemIdentifier })}</p>
      <Input.Wrapper label={t("supplierItem.ownItem")} className={classes.suggest}>
        <Suggest
          className={editor.field}
          aria-label={t("supplierItem.ownItem")}
          value={typed ?? chosen?.name ?? ""}
          options={q.length > 1 && typed !== null ? (data?.items ?? []) : []}
          keyOf={({ id }) => id}
          nothing={q.length > 1 && data?.items.length === 0 ? t("search.nothing") : undefined}
          show={({ name, sellersItemIdentifier }) => (
            <>
              <span>{name}</span>
              <span className="code">{sellersItemIdentifier}</span>
            </>
          )}
          onType={(text) => {
            setTyped(text);
            setChosen(null);
          }}
          onChoose={(own) => {
            setTyped(null);
            setChosen(own);
          }}
        />
      </Input.Wrapper>
    </ActDialog>
  );
}
