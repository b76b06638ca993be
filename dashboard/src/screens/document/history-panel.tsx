import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { useMethodName } from "#dashboard/parts/method-name.ts";
import panel from "#dashboard/parts/panel.module.css";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { historyQuery, type DocumentPage } from "./document-query.ts";
import classes from "./panels.module.css";

type Step = { readonly action: string; readonly data: Readonly<Record<string, unknown>> };

const textIn = (data: Step["data"], name: string): string => {
  const value = data[name];
  return typeof value === "string" ? value : "";
};

/** What happened to it and by whom, newest first. */
export function HistoryPanel({ document }: { readonly document: DocumentPage }) {
  const { t, format } = useWords();
  const query = useQuery(historyQuery(useApi(), document.id));
  const sentence = useSentence(document.currency);
  return (
    <section className={panel.panel}>
      <h2>{t("document.history")}</h2>
      <Loaded query={query} rows={3}>
        {({ items }) => (
          <ol className={classes.history}>
            {items.toReversed().map(({ at, actor, action, data }) => (
              <li key={`${at} ${action} ${textIn(data, "id")}${textIn(data, "outboxId")}`}>
                <time dateTime={at}>{format.moment(at)}</time>
                <span>
                  {sentence({ action, data })} <span className="quiet">{actor ?? "Schakel"}</span>
                </span>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function useSentence(currency: string): (step: Step) => string {
  const { t, format } = useWords();
  const kindName = useKindName();
  const methodName = useMethodName();
  return ({ action, data }) => {
    const number = textIn(data, "number");
    switch (action) {
      case "created":
        return number === "" ? t("history.created") : t("history.createdFrom", { number });
      case "edited": {
        const [before, after] = [textIn(data, "before"), textIn(data, "after")];
        return before === "" || after === ""
          ? t("history.edited")
          : t("history.editedAmount", {
              before: format.amount(before, currency),
              after: format.amount(after, currency),
            });
      }
      case "issued":
        return t("history.issued", { number });
      case "converted":
        return t("history.converted", { kind: kindName(textIn(data, "kind")) });
      case "credited":
        return t("history.credited", { number });
      case "ordered":
        return t("history.ordered");
      case "answered":
        return t("history.answered", { number: textIn(data, "reference") });
      case "settled":
        return t(data["isThere"] === true ? "history.settledThere" : "history.settledNotThere");
      case "confirmed":
        return t("history.confirmed");
      case "received":
        return t("history.received", { number });
      case "closed":
        return t("history.closed");
      case "noted":
        return t("history.noted");
      case "mailed":
        return t("history.mailed", { email: textIn(data, "recipient") });
      case "paid": {
        const amount = format.amount(textIn(data, "amount") || "0", textIn(data, "currency") || currency);
        const method = methodName(textIn(data, "method"));
        return t(textIn(data, "direction") === "out" ? "history.paidBack" : "history.paid", { amount, method });
      }
      default:
        return t("history.deleted");
    }
  };
}
