import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly until: string;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly close: () => void;
  readonly run: () => void;
}

/** Asked once: prices that somebody changed since stay as they are. */
export function UndoDialog({ until, ...rest }: Props) {
  const { t, format } = useWords();
  return (
    <ActDialog title={t("priceRun.undoTitle")} button={t("priceRun.undoButton")} isDangerous {...rest}>
      <p>{t("priceRun.undoBody")}</p>
      <p className="quiet">{t("priceRun.undoUntil", { time: format.when(until) })}</p>
    </ActDialog>
  );
}
