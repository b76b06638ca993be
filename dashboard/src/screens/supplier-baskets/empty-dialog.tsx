import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Basket } from "./basket-queries.ts";

interface Props {
  readonly basket: Basket;
  readonly close: () => void;
  readonly done: (answer: {
    readonly outcome: string;
    readonly title: string;
    readonly body: string;
    readonly basket: Basket | null;
  }) => void;
}

/** Asked before anything is thrown away at the supplier; the list here stays whatever comes of it. */
export function EmptyDialog({ basket, close, done }: Props) {
  const { t } = useWords();
  const api = useApi();
  const empty = useAct(
    () =>
      answered(
        api.client.POST("/api/supplier-baskets/{basketId}/empty", {
          params: { path: { basketId: basket.id } },
          body: { version: basket.version, confirm: true },
        }),
      ),
    (answer) => {
      close();
      done(answer);
    },
  );
  return (
    <ActDialog
      title={t("basket.emptyTitle")}
      close={close}
      button={t("basket.emptyButton")}
      isBusy={empty.isBusy}
      isDangerous
      error={empty.error}
      run={() => empty.run(undefined)}
    >
      <p>{t("basket.emptyAsk", { supplier: basket.supplier })}</p>
    </ActDialog>
  );
}
