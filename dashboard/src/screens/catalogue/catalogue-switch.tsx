import { Button } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./catalogue.module.css";
import type { Catalogue } from "./catalogue-state.ts";

/** On or off, whatever the other modules of the same two systems do. */
export function CatalogueSwitch({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t } = useWords();
  return (
    <section className={`${panel.panel} ${classes.stack}`}>
      <h2>{t(catalogue.state === "live" ? "couplings.isOn" : "couplings.isOff")}</h2>
      <p className="quiet">{t("catalogue.apart")}</p>
      <SwitchButton catalogue={catalogue} />
    </section>
  );
}

interface Props {
  readonly catalogue: Catalogue;
  /** In a list: what it switches, for who cannot see the row. */
  readonly name?: string;
}

/** Nothing for who may not, and before somebody started it once. Switching off asks first. */
export function SwitchButton({ catalogue, name }: Props) {
  const { t } = useWords();
  const may = useMay();
  const { client } = useApi();
  const announce = useAnnounce();
  const [isLeaving, setLeaving] = useState(false);
  const { id, kind, state, isStarted, settings, settingsVersion, targetName: shop } = catalogue;
  const isLive = state === "live";
  const put = useAct(
    (to: "live" | "off") =>
      answered(
        client.PUT("/api/catalogue-couplings/{couplingId}", {
          params: { path: { couplingId: id } },
          body: { settings, state: to, settingsVersion },
        }),
      ),
    (_, to) => {
      setLeaving(false);
      announce(t(to === "live" ? "couplings.switchedOn" : "couplings.switchedOff"));
    },
  );
  if (!may("couplings.manage") || !isStarted) return null;
  const what = t(isLive ? "couplings.button.off" : "couplings.button.on");
  return (
    <>
      <div className={panel.buttons}>
        <Button
          variant={isLive || name !== undefined ? "default" : "filled"}
          {...(name !== undefined && { size: "compact-sm", "aria-label": t("mappings.named", { what, value: name }) })}
          loading={put.isBusy}
          onClick={() => (isLive ? setLeaving(true) : put.run("live"))}
        >
          {what}
        </Button>
      </div>
      {!isLeaving && <Refused error={put.error} />}
      {isLeaving && (
        <Dialog title={t("couplings.off.title")} close={() => setLeaving(false)}>
          <div className={panel.form}>
            <p>{t(`catalogue.off.${kind}`, { shop })}</p>
            <Refused error={put.error} />
            <div className={panel.buttons}>
              <Button color="danger" loading={put.isBusy} onClick={() => put.run("off")}>
                {t("couplings.off.title")}
              </Button>
              <Button variant="default" onClick={() => setLeaving(false)}>
                {t("button.cancel")}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
