import type { SupplierFunction } from "#domain/supplier/webshop-functions.ts";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

export interface OtherFunctions {
  readonly id: string;
  readonly functions: readonly SupplierFunction[];
}

interface Props {
  readonly asked: OtherFunctions;
  readonly alias: string;
  readonly close: () => void;
}

/** The question after saving: yes copies the login to the other tabs, no leaves them as they are. */
export function OtherFunctionsDialog({ asked, alias, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const spread = useAct(
    () =>
      answered(
        api.client.POST("/api/supplier-entries/{entryId}/use-for-others", {
          params: { path: { entryId: asked.id } },
          body: { functions: [...asked.functions] },
        }),
      ),
    ({ items }) => {
      close();
      announce(t("suppliers.spread", { count: items.length }));
    },
  );
  return (
    <ActDialog
      title={t("suppliers.askOthers")}
      close={close}
      button={t("suppliers.askOthersButton")}
      isBusy={spread.isBusy}
      error={spread.error}
      run={() => spread.run(undefined)}
    >
      <p>{t("suppliers.askOthersBody", { alias })}</p>
      <ul>
        {asked.functions.map((one) => (
          <li key={one}>{t(`suppliers.function.${one}`)}</li>
        ))}
      </ul>
    </ActDialog>
  );
}
