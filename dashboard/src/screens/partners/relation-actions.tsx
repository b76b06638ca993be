import { Button } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Why } from "#dashboard/parts/why.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { nameOf, nextOf, type Relation } from "./partner-state.ts";
import type { RelationAct } from "./relation-act-dialog.tsx";

interface Props {
  readonly relation: Relation;
  readonly ask: (act: RelationAct) => void;
}

/** What can be done with a relation as it stands; what is over is left as it is. */
export function RelationActions({ relation, ask }: Props) {
  const { t } = useWords();
  const may = useMay();
  const api = useApi();
  const announce = useAnnounce();
  const { id: relationId, state, keys } = relation;
  const next = nextOf(relation);
  const resume = useAct(
    () => answered(api.client.POST("/api/relations/{relationId}/resume", { params: { path: { relationId } } })),
    () => announce(t("partners.done.resume", { partner: nameOf(relation) ?? t("partners.thePartner") })),
  );
  if (!may("connections.manage")) return null;
  const isAgreed = state === "active" || state === "suspended";
  const isKeyUnderWay = keys.some(({ owner, state: its }) => owner === "own" && its === "announced");
  return (
    <>
      <div className={panel.buttons}>
        {next === "resume" && (
          <Button loading={resume.isBusy} onClick={() => resume.run(undefined)}>
            {t("connection.button.resume")}
          </Button>
        )}
        {isAgreed && !relation.suspendedByUs && (
          <Button variant="default" onClick={() => ask("pause")}>
            {t("connection.button.pause")}
          </Button>
        )}
        {isAgreed && !isKeyUnderWay && (
          <Button variant="default" onClick={() => ask("newKey")}>
            {t("partners.actButton.newKey")}
          </Button>
        )}
        {isAgreed && (
          <Button variant="default" color="danger" onClick={() => ask("end")}>
            {t("partners.actButton.end")}
          </Button>
        )}
        {next === "passOn" && (
          <Button variant="default" onClick={() => ask("cancel")}>
            {t("partners.actButton.cancel")}
          </Button>
        )}
        {next === "waitForInviter" && (
          <Button variant="default" onClick={() => ask("withdraw")}>
            {t("partners.actButton.withdraw")}
          </Button>
        )}
      </div>
      <Why error={resume.error} />
    </>
  );
}
