import { Button } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Catalogue } from "./catalogue-state.ts";

export type RunAct = "look" | "start" | "pause" | "resume" | "stop";

interface Props {
  readonly catalogue: Catalogue;
  /** The first one is the main button. */
  readonly acts: readonly RunAct[];
  readonly children?: ReactNode;
}

/** What can be done with the run that is under way, or with none. Stopping asks first. */
export function RunButtons({ catalogue, acts, children }: Props) {
  const { t } = useWords();
  const may = useMay();
  const { client } = useApi();
  const announce = useAnnounce();
  const [isStopping, setStopping] = useState(false);
  const params = { path: { couplingId: catalogue.id } };
  const call = {
    look: () => client.POST("/api/catalogue-couplings/{couplingId}/look", { params }),
    start: () => client.POST("/api/catalogue-couplings/{couplingId}/start", { params }),
    pause: () => client.POST("/api/catalogue-couplings/{couplingId}/pause", { params }),
    resume: () => client.POST("/api/catalogue-couplings/{couplingId}/resume", { params }),
    stop: () => client.POST("/api/catalogue-couplings/{couplingId}/stop", { params }),
  };
  const act = useAct(
    (wish: RunAct) => answered(call[wish]()),
    (_, wish) => {
      setStopping(false);
      announce(t(`catalogue.done.${wish}`));
    },
  );
  if (!may("couplings.manage")) return null;
  const isAgain = catalogue.run?.state === "ready";
  const isWriting = catalogue.run?.state === "writing";
  return (
    <>
      <div className={panel.buttons}>
        {acts.map((wish, index) => (
          <Button
            key={wish}
            variant={index === 0 ? "filled" : "default"}
            loading={act.isBusy}
            onClick={() => (wish === "stop" ? setStopping(true) : act.run(wish))}
          >
            {wish === "look" && isAgain ? t("catalogue.button.lookAgain") : t(`catalogue.button.${wish}`)}
          </Button>
        ))}
        {children}
      </div>
      {!isStopping && <Refused error={act.error} />}
      {isStopping && (
        <Dialog title={t("catalogue.stop.title")} close={() => setStopping(false)}>
          <div className={panel.form}>
            <p>{t(isWriting ? "catalogue.stop.writing" : "catalogue.stop.looking", { shop: catalogue.targetName })}</p>
            <Refused error={act.error} />
            <div className={panel.buttons}>
              <Button color="danger" loading={act.isBusy} onClick={() => act.run("stop")}>
                {t("catalogue.stop.title")}
              </Button>
              <Button variant="default" onClick={() => setStopping(false)}>
                {t("button.cancel")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
