import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { SupplierItem } from "./supplier-item-query.ts";

/** An own item of an article: its name, barcode, supplier and price come along; only the code is ours to choose. */
export function AdoptDialog({ item, close }: { readonly item: SupplierItem; readonly close: () => void }) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [code, setCode] = useState(item.suppliersItemIdentifier);
  const adopt = useAct(
    () =>
      answered(
        api.client.POST("/api/supplier-items/{supplierItemId}/item", {
          params: { path: { supplierItemId: item.id } },
          body: { sellersItemIdentifier: code },
        }),
      ),
    ({ id }) => {
      announce(t("book.saved", { name: item.name }));
      void navigate({
        to: "/a/$administration/items/$item",
        params: { administration: api.administrationId, item: id },
        search: { tab: "prices" },
      });
    },
  );
  const { at } = useFaults(adopt.error);
  return (
    <ActDialog
      title={t("supplierItem.adoptButton")}
      close={close}
      button={t("supplierItem.adoptButton")}
      isBusy={adopt.isBusy}
      isDisabled={code.trim() === ""}
      isDirty={code !== item.suppliersItemIdentifier}
      error={at("sellersItemIdentifier") === null ? adopt.error : null}
      run={() => adopt.run(undefined)}
    >
      <p>{t("supplierItem.adoptBody")}</p>
      <TextInput
        label={t("supplierItem.ownCode")}
        required
        maxLength={200}
        value={code}
        error={at("sellersItemIdentifier")}
        onChange={({ currentTarget }) => setCode(currentTarget.value)}
      />
      <p className="quiet">
        {item.salesPrice === null
          ? t("supplierItem.adoptNoPrice")
          : t("supplierItem.adoptPrice", { price: format.cost(item.salesPrice, item.currency) })}
      </p>
    </ActDialog>
  );
}
