import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly link: string;
  readonly partner: string;
  readonly close: () => void;
  readonly onDone: (relationId: string) => void;
}

/** No to an invitation: the inviter hears so, and the link is used up. */
export function RefuseDialog({ link, partner, close, onDone }: Props) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const refuse = useAct(
    () => answered(api.client.POST("/api/relations/refuse", { body: { link } })),
    ({ id }) => {
      announce(t("partners.refused", { partner }));
      close();
      onDone(id);
    },
  );
  return (
    <ActDialog
      title={t("partners.refuseTitle", { partner })}
      close={close}
      button={t("partners.refuseInvitationButton")}
      isBusy={refuse.isBusy}
      isDangerous
      error={refuse.error}
      run={() => refuse.run(undefined)}
    >
      <p>{t("partners.refuseBody")}</p>
    </ActDialog>
  );
}
