import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { App } from "./app-state.ts";

interface Props {
  readonly app: App;
  readonly close: () => void;
}

/** Says what stops before it stops. */
export function DeactivateDialog({ app: { module, name, whenOff }, close }: Props) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const deactivate = useMutation({
    mutationFn: () => answered(api.client.POST("/api/apps/{module}/deactivate", { params: { path: { module } } })),
    onSuccess: async ({ stops }) => {
      close();
      announce(stops.text);
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
  return (
    <Dialog title={t("apps.deactivate.title", { app: name })} close={close}>
      <div className={panel.form}>
        <p>{whenOff}</p>
        <Refused error={deactivate.error} />
        <div className={panel.buttons}>
          <Button color="danger" loading={deactivate.isPending} onClick={() => deactivate.mutate()}>
            {t("apps.button.deactivateThis")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.cancel")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
