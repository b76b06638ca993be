import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { nameOf, type Relation } from "./partner-state.ts";

/** `cancel` takes an invitation back, `refuse` does not want who accepted it, `withdraw` takes back that we did. */
export type RelationAct = "pause" | "end" | "newKey" | "cancel" | "refuse" | "withdraw";

interface Props {
  readonly relation: Relation;
  readonly act: RelationAct;
  readonly close: () => void;
}

/** What happens to the relation, and to what is under way, said before it is done. */
export function RelationActDialog({ relation, act, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const partner = nameOf(relation) ?? t("partners.thePartner");
  const params = { path: { relationId: relation.id } };
  const run = useAct(
    () => {
      switch (act) {
        case "pause":
          return answered(api.client.POST("/api/relations/{relationId}/pause", { params }));
        case "end":
          return answered(api.client.POST("/api/relations/{relationId}/end", { params }));
        case "newKey":
          return answered(api.client.POST("/api/relations/{relationId}/rotate-key", { params }));
        case "cancel":
        case "refuse":
        case "withdraw":
          return answered(api.client.POST("/api/relations/{relationId}/cancel", { params }));
      }
    },
    () => {
      close();
      announce(t(`partners.done.${act}`, { partner }));
    },
  );
  return (
    <ActDialog
      title={t(`partners.ask.${act}`, { partner })}
      close={close}
      button={t(`partners.actButton.${act}`)}
      isBusy={run.isBusy}
      isDangerous={act !== "pause" && act !== "newKey"}
      error={run.error}
      run={() => run.run(undefined)}
    >
      <p>{t(`partners.askBody.${act}`)}</p>
    </ActDialog>
  );
}
