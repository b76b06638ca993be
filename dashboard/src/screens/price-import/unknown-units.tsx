import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { choicesOf } from "#dashboard/screens/import/column-choices.ts";
import { unitsQuery } from "#dashboard/screens/items/items-query.ts";
import type { PriceList } from "#dashboard/screens/price-lists/price-list-queries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { givenFormat } from "./given-format.ts";
import classes from "./price-import.module.css";
import type { PriceImport, StagedRow } from "./price-import-queries.ts";

interface Props {
  readonly found: PriceImport;
  readonly list: PriceList;
  readonly rows: readonly StagedRow[];
}

/** Words for units that nobody knows: said once per supplier, and then the file is read again. */
export function UnknownUnits({ found, list, rows }: Props) {
  const { t, language } = useWords();
  const api = useApi();
  const units = useQuery(unitsQuery(api, language)).data?.items ?? [];
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({});
  const words = [
    ...new Set(
      rows
        .filter(({ reasons }) => reasons.some(({ reason }) => reason === "unknownUnit"))
        .map(({ fields }) => fields["unit"] ?? ""),
    ),
  ].filter((word) => word !== "");
  const learn = useAct(async () => {
    for (const [word, unitCode] of Object.entries(chosen)) {
      if (unitCode === "") continue;
      await answered(
        api.client.PUT("/api/suppliers/{partyId}/units", {
          params: { path: { partyId: list.partyId } },
          body: { word, unitCode },
        }),
      );
    }
    return answered(
      api.client.PUT("/api/price-imports/{importId}/mapping", {
        params: { path: { importId: found.id } },
        body: {
          isWholeList: found.isWholeList,
          columns: [...choicesOf(found.columns)],
          ...(found.format !== null && { format: givenFormat(found.format) }),
        },
      }),
    );
  });
  if (words.length === 0) return null;
  return (
    <Notice look="act">
      <div className={classes.units}>
        <p>{t("priceImport.units", { supplier: list.supplierName })}</p>
        {words.map((word) => (
          <div key={word} className={classes.unit}>
            <span>{t("priceImport.unitWord", { word })}</span>
            <NativeSelect
              aria-label={t("priceImport.unitWord", { word })}
              value={chosen[word] ?? ""}
              onChange={({ currentTarget }) => setChosen({ ...chosen, [word]: currentTarget.value })}
              data={[
                { value: "", label: t("priceImport.unitLater") },
                ...units.map(({ code, one }) => ({ value: code, label: one })),
              ]}
            />
          </div>
        ))}
        <Why error={learn.error} />
        <div>
          <Button
            variant="default"
            loading={learn.isBusy}
            disabled={!Object.values(chosen).some((code) => code !== "")}
            onClick={() => learn.run(undefined)}
          >
            {t("priceImport.unitsButton")}
          </Button>
        </div>
      </div>
    </Notice>
  );
}
