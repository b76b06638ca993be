import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { itemQuery } from "#dashboard/screens/items/items-query.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AdoptDialog } from "./adopt-dialog.tsx";
import { LinkItemDialog } from "./link-item-dialog.tsx";
import type { SupplierItem } from "./supplier-item-query.ts";
import classes from "./supplier-item.module.css";

/** Which of our items it is, or how it becomes one. */
export function OwnItemPanel({ item }: { readonly item: SupplierItem }) {
  const { t } = useWords();
  const may = useMay();
  const [open, setOpen] = useState<"adopt" | "link" | null>(null);
  return (
    <section className={panel.panel}>
      <h2>{t("supplierItem.ownItem")}</h2>
      {item.itemId === null ? (
        <div className={classes.column}>
          <p className="quiet">{t("supplierItem.notOwn")}</p>
          {may("items.manage") && (
            <div className={panel.buttons}>
              <Button onClick={() => setOpen("adopt")}>{t("supplierItem.adoptButton")}</Button>
              <Button variant="default" onClick={() => setOpen("link")}>
                {t("supplierItem.linkButton")}
              </Button>
            </div>
          )}
        </div>
      ) : (
        <Linked item={item} itemId={item.itemId} />
      )}
      {open === "adopt" && <AdoptDialog item={item} close={() => setOpen(null)} />}
      {open === "link" && <LinkItemDialog item={item} close={() => setOpen(null)} />}
    </section>
  );
}

function Linked({ item, itemId }: { readonly item: SupplierItem; readonly itemId: string }) {
  const { t } = useWords();
  const may = useMay();
  const api = useApi();
  const announce = useAnnounce();
  const { administrationId: administration } = api;
  const own = useQuery(itemQuery(api, itemId)).data;
  const unlink = useAct(
    () =>
      answered(
        api.client.PUT("/api/supplier-items/{supplierItemId}/item", {
          params: { path: { supplierItemId: item.id } },
          body: { itemId: null, version: item.version },
        }),
      ),
    () => announce(t("supplierItem.unlinked")),
  );
  return (
    <div className={classes.column}>
      <p>
        <Link to="/a/$administration/items/$item" params={{ administration, item: itemId }}>
          {own?.name ?? t("supplierItem.ownItem")}
        </Link>{" "}
        {own !== undefined && <span className="code">{own.sellersItemIdentifier}</span>}
      </p>
      <Why error={unlink.error} />
      {may("items.manage") && (
        <div className={panel.buttons}>
          <Button variant="default" loading={unlink.isBusy} onClick={() => unlink.run(undefined)}>
            {t("supplierItem.unlinkButton")}
          </Button>
        </div>
      )}
    </div>
  );
}
