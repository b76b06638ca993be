import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { buttonsFor } from "#dashboard/screens/orders/order-buttons.ts";
import { numberOf, type Order } from "#dashboard/screens/orders/order-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderPage } from "./order-query.ts";
import classes from "./order.module.css";

/** Why the order stands where it stands, who acts, and only what can help. Nothing while all is well. */
export function OrderActions({ page: { order } }: { readonly page: OrderPage }) {
  const { t, format } = useWords();
  const may = useMay();
  const buttons = buttonsFor(order);
  if (order.reason === null) return null;
  const needsPerson = order.outcome === "held";
  const who = needsPerson ? "order.you" : order.outcome === "waiting" ? "order.nobody" : null;
  return (
    <section className={`${classes.reason} not-printed`} data-needs-person={needsPerson || undefined}>
      <div>
        <p>{order.reason.message}</p>
        {who !== null && <p className={classes.who}>{t(who)}</p>}
        {order.outcome === "waiting" && order.nextAttemptAt !== null && (
          <p className="quiet">{t("order.nextAttempt", { time: format.when(order.nextAttemptAt) })}</p>
        )}
        <p className="code">{order.reason.code}</p>
      </div>
      {buttons.length > 0 &&
        (may("orders.act") ? (
          <Buttons order={order} />
        ) : (
          <p className="quiet">
            {t("order.mayNot", {
              roles: rolesWith("orders.act")
                .map((role) => t(`role.${role}`))
                .join(", "),
            })}
          </p>
        ))}
    </section>
  );
}

const retryTexts = { tryNow: "order.tryNow", process: "order.process", unskip: "order.unskip" } as const;

function Buttons({ order }: { readonly order: Order }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [isSkipping, setSkipping] = useState(false);
  const path = { connectionId: order.connectionId, orderId: order.orderId };
  const record = t("record.order", { number: numberOf(order) });
  const retry = useMutation({
    mutationFn: () => answered(api.client.POST("/api/orders/{connectionId}/{orderId}/retry", { params: { path } })),
    onSuccess: async () => {
      announce(t("order.processed", { record }));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
  return (
    <div className={classes.buttons}>
      {buttonsFor(order).map((button) =>
        button === "skip" ? (
          <Button key={button} variant="default" onClick={() => setSkipping(true)}>
            {t("order.skip")}
          </Button>
        ) : (
          <Button key={button} loading={retry.isPending} onClick={() => retry.mutate()}>
            {t(retryTexts[button])}
          </Button>
        ),
      )}
      <p className="quiet small">{t("order.replayNote")}</p>
      <Refused error={retry.error} />
      {isSkipping && <SkipDialog order={order} close={() => setSkipping(false)} />}
    </div>
  );
}

interface SkipProps {
  readonly order: Order;
  readonly close: () => void;
}

function SkipDialog({ order, close }: SkipProps) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [reason, setReason] = useState("");
  const record = t("record.order", { number: numberOf(order) });
  const skip = useMutation({
    mutationFn: () =>
      answered(
        api.client.POST("/api/orders/{connectionId}/{orderId}/skip", {
          params: { path: { connectionId: order.connectionId, orderId: order.orderId } },
          body: { reason },
        }),
      ),
    onSuccess: async () => {
      close();
      announce(t("order.skipped", { record }));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
  return (
    <Dialog title={t("order.skipTitle", { number: numberOf(order) })} close={close}>
      <form
        className={classes.skip}
        onSubmit={(event) => {
          event.preventDefault();
          skip.mutate();
        }}
      >
        <p>{t("order.skipBody", { record })}</p>
        <TextInput
          label={t("order.skipReason")}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          autoFocus
        />
        <Refused error={skip.error} />
        <div className={classes.dialogButtons}>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
          <Button type="submit" color="danger" loading={skip.isPending}>
            {t("order.skipButton")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
