import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { mappingsQuery } from "./couplings-queries.ts";
import classes from "./couplings.module.css";
import { MappingRow } from "./mapping-row.tsx";
import type { MappingKind } from "./mapping-kinds.ts";
import { NewMapping } from "./new-mapping.tsx";

interface Props {
  readonly connectionId: string;
  readonly shop: string;
  /** The choice somebody came for. */
  readonly what: MappingKind | undefined;
  readonly from: string | undefined;
}

/** What values of the shop mean here: first what orders wait for. */
export function MappingTab({ connectionId, shop, what, from }: Props) {
  const { t } = useWords();
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const query = useQuery(mappingsQuery(useApi(), connectionId));
  const mayChoose = may("mappings.manage");
  return (
    <>
      <p>
        {mayChoose
          ? t("mappings.intro", { shop })
          : t("mappings.mayNot", {
              roles: rolesWith("mappings.manage")
                .map((role) => t(`role.${role}`))
                .join(", "),
            })}
      </p>
      <Loaded query={query} rows={4}>
        {({ items }) => {
          const open = items.filter(({ to }) => to === null);
          const chosen = items.filter(({ to }) => to !== null);
          const lists = [
            ["mappings.open", open],
            ["mappings.chosen", chosen],
          ] as const;
          return (
            <>
              {open.length === 0 && <p className="quiet">{t("mappings.openNone")}</p>}
              {lists.map(
                ([title, list]) =>
                  list.length > 0 && (
                    <section key={title} className={panel.panel}>
                      <h2>{t(title)}</h2>
                      <ul className={classes.mappings}>
                        {list.map((item) => (
                          <MappingRow
                            key={`${item.what} ${item.from} ${JSON.stringify(item.to)}`}
                            item={item}
                            connectionId={connectionId}
                            mayChoose={mayChoose}
                            isWanted={item.what === what && item.from === from}
                          />
                        ))}
                      </ul>
                    </section>
                  ),
              )}
            </>
          );
        }}
      </Loaded>
      {mayChoose &&
        (isAdding ? (
          <NewMapping connectionId={connectionId} close={() => setAdding(false)} />
        ) : (
          <div>
            <Button variant="default" onClick={() => setAdding(true)}>
              {t("mappings.button.add")}
            </Button>
          </div>
        ))}
    </>
  );
}
