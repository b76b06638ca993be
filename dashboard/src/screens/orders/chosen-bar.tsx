import { Button } from "@mantine/core";
import { ReplayButton } from "#dashboard/screens/couplings/replay-button.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Order } from "./order-state.ts";
import classes from "./orders.module.css";

interface Props {
  readonly orders: readonly Order[];
  readonly clear: () => void;
}

/** What can be done with the ticked orders, below the list: nothing moves when it comes. */
export function ChosenBar({ orders, clear }: Props) {
  const { t } = useWords();
  const [first] = orders;
  if (first === undefined) return null;
  const { connectionId } = first;
  const isOneShop = orders.every((order) => order.connectionId === connectionId);
  return (
    <section className={classes.chosen} aria-label={t("orders.chosen", { count: orders.length })}>
      <p role="status">{t("orders.chosen", { count: orders.length })}</p>
      {isOneShop ? (
        <ReplayButton connectionId={connectionId} orderIds={orders.map(({ orderId }) => orderId)} onStarted={clear} />
      ) : (
        <p className="quiet">{t("orders.oneShop")}</p>
      )}
      <Button variant="subtle" onClick={clear}>
        {t("orders.chooseNone")}
      </Button>
    </section>
  );
}
