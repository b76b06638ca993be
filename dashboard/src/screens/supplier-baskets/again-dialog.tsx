import { refusalOf } from "#dashboard/api/client.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  /** The refusal that says when the same was taken before. */
  readonly error: Error | null;
  readonly isBusy: boolean;
  readonly close: () => void;
  readonly run: () => void;
}

/** Asks before the same basket comes a second time. */
export function AgainDialog({ error, isBusy, close, run }: Props) {
  const { t } = useWords();
  const said = refusalOf(error)?.errors?.find(({ field }) => field === "again")?.message ?? "";
  return (
    <ActDialog
      title={t("basket.againTitle")}
      close={close}
      button={t("basket.againButton")}
      isBusy={isBusy}
      error={null}
      run={run}
    >
      <p>{said}</p>
    </ActDialog>
  );
}
