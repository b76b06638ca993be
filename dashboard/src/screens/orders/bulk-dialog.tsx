import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { bulkActs, bulkPreviewQuery, type BulkAct } from "./bulk-queries.ts";
import { queryOf, type OrderFilters } from "./order-filters.ts";
import { numberOf } from "./order-state.ts";
import classes from "./orders.module.css";

interface Props {
  readonly filters: OrderFilters;
  readonly close: () => void;
}

/** Tells all orders of the list one thing: how many they are and what else happens stands there first. */
export function BulkDialog({ filters, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [act, setAct] = useState<BulkAct>("retry");
  const [reason, setReason] = useState("");
  const preview = useQuery(bulkPreviewQuery(api, act, filters));
  const start = useAct(
    (count: number) =>
      answered(api.client.POST("/api/bulk-actions", { body: { act, filter: queryOf(filters), count, reason } })),
    () => {
      close();
      announce(t("bulk.started"));
    },
    () => void preview.refetch(),
  );
  return (
    <Dialog title={t("bulk.title")} close={close} isDirty={reason !== ""}>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (preview.data !== undefined) start.run(preview.data.count);
        }}
      >
        <NativeSelect
          label={t("bulk.act")}
          value={act}
          onChange={({ currentTarget }) => setAct(bulkActs.find((one) => one === currentTarget.value) ?? "retry")}
          data={bulkActs.map((one) => ({ value: one, label: t(`bulk.act.${one}`) }))}
        />
        <Loaded query={preview} rows={4}>
          {({ count, others, first, seconds, effects }) => (
            <>
              <p>
                {t("bulk.count", { count, found: format.count(count), duration: format.duration(seconds * 1000) })}
                {others > 0 && ` ${t("bulk.others", { count: others, found: format.count(others) })}`}
              </p>
              {first.length > 0 && (
                <p className="quiet">
                  {t("bulk.first", { numbers: first.map((order) => numberOf(order)).join(", ") })}
                </p>
              )}
              <ul className={classes.effects}>
                {effects.map((effect) => (
                  <li key={effect}>{effect}</li>
                ))}
              </ul>
              {act === "skip" && (
                <TextInput
                  label={t("order.skipReason")}
                  required
                  maxLength={500}
                  value={reason}
                  onChange={({ currentTarget }) => setReason(currentTarget.value)}
                />
              )}
              <Refused error={start.error} />
              <div className={panel.buttons}>
                {count > 0 && (
                  <Button type="submit" loading={start.isBusy} {...(act === "skip" && { color: "danger" })}>
                    {t(`bulk.do.${act}`, { count })}
                  </Button>
                )}
                <Button variant="default" onClick={close}>
                  {t("button.cancel")}
                </Button>
              </div>
            </>
          )}
        </Loaded>
      </form>
    </Dialog>
  );
}
