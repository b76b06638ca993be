import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Cause } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { rolesWith } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { overviewQuery } from "#dashboard/screens/home/overview.ts";
import { buttonsFor, type OrderButton } from "#dashboard/screens/orders/order-buttons.ts";
import { numberOf, type Order } from "#dashboard/screens/orders/order-state.ts";
import { CauseButton } from "#dashboard/screens/work/cause-button.tsx";
import { leadsElsewhere } from "#dashboard/screens/work/remedies.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { OrderPage } from "./order-query.ts";
import classes from "./order.module.css";
import { DriftPanel } from "./drift-panel.tsx";
import { OutcomeDialog } from "./outcome-dialog.tsx";
import { SkipDialog } from "./skip-dialog.tsx";

/** Why the order stands where it stands, who acts, and only what can help. Nothing while all is well. */
export function OrderActions({ page }: { readonly page: OrderPage }) {
  const { order } = page;
  if (order.outcome === "documented" && order.changedAfterIssueAt !== null) return <DriftPanel order={order} />;
  if (order.reason === null) return null;
  return (
    <section className={`${classes.reason} not-printed`} data-needs-person={order.reason.who !== null || undefined}>
      <div>
        <p>{order.reason.message}</p>
        {order.reason.who !== null && <p className={classes.who}>{order.reason.who}</p>}
        <p className="code">{order.reason.code}</p>
      </div>
      <Remedies order={order} />
    </section>
  );
}

/** What a person has to do first: choose, connect again, mend a setting. */
function useCause({ cause }: Order): Cause | null {
  const { data } = useQuery(overviewQuery(useApi()));
  const found = cause === null ? undefined : data?.causes.find(({ key }) => key === cause);
  return found !== undefined && leadsElsewhere(found.action) ? found : null;
}

function Remedies({ order }: { readonly order: Order }) {
  const { t } = useWords();
  const may = useMay();
  const cause = useCause(order);
  const buttons = buttonsFor(order);
  if (cause === null && buttons.length === 0) return null;
  if (!may("orders.act")) {
    const roles = rolesWith("orders.act").map((role) => t(`role.${role}`));
    return <p className="quiet">{t("order.mayNot", { roles: roles.join(", ") })}</p>;
  }
  return <Buttons order={order} cause={cause} buttons={buttons} />;
}

const retryTexts = { tryNow: "order.tryNow", process: "order.process", unskip: "order.unskip" } as const;
const dialogTexts = { skip: "order.skip", isThere: "order.isThere", sendAgain: "order.sendAgain" } as const;
const opensDialog = (button: OrderButton): button is keyof typeof dialogTexts => button in dialogTexts;
/** Focus goes to the button; Enter then does it. */
const letters = { tryNow: "r", process: "w", unskip: "w" } as const;

interface ButtonsProps {
  readonly order: Order;
  readonly cause: Cause | null;
  readonly buttons: readonly OrderButton[];
}

function Buttons({ order, cause, buttons }: ButtonsProps) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [opened, setOpened] = useState<keyof typeof dialogTexts | null>(null);
  const path = { connectionId: order.connectionId, orderId: order.orderId };
  const retry = useAct(
    () => answered(api.client.POST("/api/orders/{connectionId}/{orderId}/retry", { params: { path } })),
    () => announce(t("order.processed", { record: t("record.order", { number: numberOf(order) }) })),
  );
  return (
    <>
      <div className={`${classes.buttons} ${classes.bar}`}>
        {cause !== null && <CauseButton cause={cause} isMain />}
        {buttons.map((button) =>
          opensDialog(button) ? (
            <Button
              key={button}
              variant={button === "isThere" ? "filled" : "default"}
              {...(button === "skip" && { "aria-keyshortcuts": "s", rightSection: <Letter of="s" /> })}
              onClick={() => setOpened(button)}
            >
              {t(dialogTexts[button])}
            </Button>
          ) : (
            <Button
              key={button}
              variant={cause === null ? "filled" : "default"}
              aria-keyshortcuts={letters[button]}
              rightSection={<Letter of={letters[button]} />}
              loading={retry.isBusy}
              onClick={() => retry.run(undefined)}
            >
              {t(retryTexts[button])}
            </Button>
          ),
        )}
      </div>
      {buttons.includes("process") && <p className="quiet small">{t("order.replayNote")}</p>}
      <Refused error={retry.error} />
      {opened === "skip" && <SkipDialog order={order} close={() => setOpened(null)} />}
      {(opened === "isThere" || opened === "sendAgain") && (
        <OutcomeDialog order={order} isThere={opened === "isThere"} close={() => setOpened(null)} />
      )}
    </>
  );
}

const Letter = ({ of }: { readonly of: string }) => (
  <kbd className={classes.letter} aria-hidden>
    {of}
  </kbd>
);
