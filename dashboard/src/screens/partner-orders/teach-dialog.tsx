import { Input, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { decimalMarkOf, readNumber } from "#dashboard/parts/number-input.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import editor from "#dashboard/screens/editor/editor.module.css";
import { Suggest } from "#dashboard/screens/editor/suggest.tsx";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderLine, PartnerOrder } from "./order-state.ts";

interface Props {
  readonly order: PartnerOrder;
  readonly line: OrderLine;
  readonly close: () => void;
}

/** Said once: later orders of this partner know it, and those that wait for it go on. Nothing is guessed by its description. */
export function TeachDialog({ order, line, close }: Props) {
  const { t, language } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const units = useUnits();
  const mark = decimalMarkOf(language);
  const [item, setItem] = useState<{ readonly id: string; readonly name: string; readonly unitCode: string } | null>(
    null,
  );
  const [typed, setTyped] = useState<string | null>(null);
  const [factor, setFactor] = useState("");
  const [q] = useDebouncedValue((typed ?? "").trim(), 150);
  const { data } = useQuery({
    queryKey: api.key("items", "search", q),
    queryFn: ({ signal }) => answered(api.client.GET("/api/items", { params: { query: { q, limit: 8 } }, signal })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
  });
  const teach = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/orders/{orderId}/teach", {
          params: { path: { orderId: order.id } },
          body: {
            lineId: line.lineId,
            itemId: item?.id ?? "",
            unitFactor: factor.trim() === "" ? null : (readNumber(factor, mark) ?? factor),
          },
        }),
      ),
    ({ released }) => {
      close();
      announce(released === 0 ? t("partnerOrders.remembered") : t("partnerOrders.taught", { count: released }));
    },
  );
  const faults = faultsOf(teach.error);
  const codes = [line.gtin, line.sellersItemIdentifier, line.buyersItemIdentifier].filter(Boolean).join(" · ");
  return (
    <ActDialog
      title={t("partnerOrders.teachTitle")}
      close={close}
      button={t("partnerOrders.teachConfirmButton")}
      isBusy={teach.isBusy}
      isDisabled={item === null}
      isDirty={item !== null}
      error={teach.error}
      run={() => teach.run(undefined)}
    >
      <p>
        {t("partnerOrders.teachBody", { partner: order.partner, item: line.itemName })}{" "}
        <span className="code">{codes}</span>
      </p>
      <p className="quiet">{t("partnerOrders.teachOnce")}</p>
      <Input.Wrapper label={t("partnerOrders.ownItem")} required error={faults["itemId"]}>
        <Suggest
          className={editor.field}
          aria-label={t("partnerOrders.ownItem")}
          aria-required
          data-autofocus
          value={typed ?? item?.name ?? ""}
          options={typed !== null && q.length > 1 ? (data?.items ?? []) : []}
          keyOf={({ id }) => id}
          nothing={q.length > 1 && data?.items.length === 0 ? t("partnerOrders.noItem") : undefined}
          show={({ name, sellersItemIdentifier }) => (
            <>
              <span>{name}</span>
              <span className="code">{sellersItemIdentifier}</span>
            </>
          )}
          onType={(text) => {
            setTyped(text);
            setItem(null);
          }}
          onChoose={({ id, name, unitCode }) => {
            setTyped(null);
            setItem({ id, name, unitCode });
          }}
        />
      </Input.Wrapper>
      <TextInput
        label={t("partnerOrders.factor")}
        description={
          item !== null &&
          t("partnerOrders.factorHelp", { theirs: units.one(line.unitCode), ours: units.one(item.unitCode) })
        }
        inputMode="decimal"
        value={factor}
        error={faults["unitFactor"]}
        onChange={({ currentTarget }) => setFactor(currentTarget.value)}
      />
    </ActDialog>
  );
}
