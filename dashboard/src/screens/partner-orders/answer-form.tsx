import "#dashboard/parts/ticks.css";
import { Button, Checkbox, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import lineClasses from "#dashboard/screens/document/lines.module.css";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { asItStands, decisionsOf, isChanged, type LineValues } from "./answer-values.ts";
import type { OrderLine, PartnerOrder } from "./order-state.ts";
import classes from "./partner-orders.module.css";

interface Props {
  readonly order: PartnerOrder;
  /** Refuses it whole, which is asked once more. */
  readonly refuse: () => void;
}

/** Accepts an order as it stands, or with other quantities, prices and days, and lines that are not delivered. */
export function AnswerForm({ order, refuse }: Props) {
  const { t, language } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const mark = decimalMarkOf(language);
  const [lines, setLines] = useState<Readonly<Record<string, LineValues>>>({});
  const [promised, setPromised] = useState("");
  const [note, setNote] = useState("");
  const decisions = decisionsOf(order.orderLines, lines, mark);
  const accept = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/orders/{orderId}/answer", {
          params: { path: { orderId: order.id } },
          body: {
            ...{ version: order.version, isAccepted: true, lines: decisions, note: note.trim() },
            promised: promised === "" ? null : promised,
          },
        }),
      ),
    () => announce(t("partnerOrders.answered", { partner: order.partner })),
  );
  useUnsaved((decisions.length > 0 || note !== "") && !accept.isBusy);
  return (
    <section className={panel.panel}>
      <h2>{t("partnerOrders.answerTitle")}</h2>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          accept.run(undefined);
        }}
      >
        <p>{t("partnerOrders.answerBody")}</p>
        <div className={panel.scroll} tabIndex={0} role="region" aria-label={t("partnerOrders.answerTitle")}>
          <table className={`${lineClasses.lines} ${classes.answers}`}>
            <caption className="spoken-only">{t("partnerOrders.answerTitle")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("partnerOrders.delivered")}</th>
                <th scope="col">{t("line.quantity")}</th>
                <th scope="col">{t("line.price")}</th>
                <th scope="col">{t("partnerOrders.later")}</th>
                <th scope="col">{t("partnerOrders.day")}</th>
              </tr>
            </thead>
            <tbody>
              {order.orderLines.map((line) => (
                <AnswerLine
                  key={line.lineId}
                  line={line}
                  currency={order.currency}
                  values={lines[line.lineId] ?? asItStands}
                  change={(changes) =>
                    setLines((before) => ({
                      ...before,
                      [line.lineId]: { ...(before[line.lineId] ?? asItStands), ...changes },
                    }))
                  }
                />
              ))}
            </tbody>
          </table>
        </div>
        <TextInput
          type="date"
          label={t("partnerOrders.promised")}
          className={classes.short ?? ""}
          value={promised}
          onChange={({ currentTarget }) => setPromised(currentTarget.value)}
        />
        <Textarea
          label={t("partnerOrders.note")}
          autosize
          maxLength={2000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Why error={accept.error} />
        <div className={panel.buttons}>
          <Button type="submit" loading={accept.isBusy}>
            {t(decisions.length === 0 ? "partners.acceptButton" : "partnerOrders.acceptChangedButton")}
          </Button>
          <Button variant="default" onClick={refuse}>
            {t("partnerOrders.refuseButton")}
          </Button>
        </div>
      </form>
    </section>
  );
}

interface LineProps {
  readonly line: OrderLine;
  readonly currency: string;
  readonly values: LineValues;
  readonly change: (changes: Partial<LineValues>) => void;
}

/** Empty fields are as they stand: what that is shows in them. */
function AnswerLine({ line, currency, values, change }: LineProps) {
  const { t, format } = useWords();
  const units = useUnits();
  const { itemName, judged, quantity } = line;
  const unitCode = judged?.unitCode || line.unitCode;
  const price = judged?.price ?? null;
  const field = (name: "quantity" | "price" | "backorder", label: string, standing: string) => (
    <TextInput
      aria-label={`${label}: ${itemName}`}
      inputMode="decimal"
      disabled={values.isRejected}
      placeholder={standing}
      value={values[name]}
      onChange={({ currentTarget }) => change({ [name]: currentTarget.value })}
    />
  );
  return (
    <tr data-changed={isChanged(values) || undefined}>
      <th scope="row">
        <Checkbox
          label={itemName}
          description={units.one(unitCode)}
          checked={!values.isRejected}
          onChange={({ currentTarget }) => change({ isRejected: !currentTarget.checked })}
        />
      </th>
      <td data-label={t("line.quantity")}>
        {field("quantity", t("line.quantity"), format.decimal(judged?.quantity ?? quantity))}
      </td>
      <td data-label={t("line.price")}>
        {field("price", t("line.price"), price === null ? "" : format.price(price.net, currency))}
      </td>
      <td data-label={t("partnerOrders.later")}>{field("backorder", t("partnerOrders.later"), "")}</td>
      <td data-label={t("partnerOrders.day")}>
        <TextInput
          type="date"
          aria-label={`${t("partnerOrders.day")}: ${itemName}`}
          disabled={values.isRejected}
          value={values.promised}
          onChange={({ currentTarget }) => change({ promised: currentTarget.value })}
        />
      </td>
    </tr>
  );
}
