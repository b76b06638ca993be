import { Button } from "@mantine/core";
import { decimalMarkOf, shownNumber } from "#dashboard/parts/number-input.ts";
import { useUnits } from "#dashboard/screens/price-lists/use-units.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { DocumentPage } from "./document-query.ts";
import type { Typed } from "./line-parts.ts";
import { isNotZero } from "./document-words.ts";
import classes from "./lines.module.css";

interface Props {
  readonly document: DocumentPage;
  readonly left: readonly { readonly position: number; readonly left: string }[];
  readonly typed: Typed;
  readonly unread: readonly number[];
  readonly setTyped: (typed: Typed) => void;
  /** Head of the column one types in. */
  readonly quantity?: string;
}

/** Per line how much goes along; all that is left where nothing was typed. */
export function PartsTable({ document, left, typed, unread, setTyped, quantity }: Props) {
  const { t, language } = useWords();
  const units = useUnits();
  const mark = decimalMarkOf(language);
  const lines = new Map(document.lines.map((line) => [line.position, line]));
  const rows = left.filter((line) => isNotZero(line.left));
  return (
    <>
      <table className={classes.parts}>
        <caption className="spoken-only">{t("parts.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("line.description")}</th>
            <th scope="col">{t("parts.left")}</th>
            <th scope="col">{quantity ?? t("line.quantity")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ position, left: rest }) => {
            const line = lines.get(position);
            const name = line?.itemName ?? "";
            const isUnread = unread.includes(position);
            return (
              <tr key={position}>
                <th scope="row" lang={document.language}>
                  {name}
                </th>
                <td>{units.of(rest, line?.unitCode ?? "")}</td>
                <td>
                  <input
                    className={classes.quantity}
                    inputMode="decimal"
                    aria-label={t("parts.quantityOf", { line: name })}
                    aria-invalid={isUnread || undefined}
                    value={typed[position] ?? shownNumber(rest, mark)}
                    onChange={({ currentTarget }) => setTyped({ ...typed, [position]: currentTarget.value })}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={classes.partButtons}>
        <Button
          variant="subtle"
          size="xs"
          onClick={() =>
            setTyped(Object.fromEntries(rows.map(({ position, left: rest }) => [position, shownNumber(rest, mark)])))
          }
        >
          {t("parts.allButton")}
        </Button>
        <Button
          variant="subtle"
          size="xs"
          onClick={() => setTyped(Object.fromEntries(rows.map(({ position }) => [position, "0"])))}
        >
          {t("parts.noneButton")}
        </Button>
      </div>
      {unread.length > 0 && (
        <p role="alert" className={classes.wrong}>
          {t("number.unread")}
        </p>
      )}
    </>
  );
}
