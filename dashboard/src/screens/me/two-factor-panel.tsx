import { Button } from "@mantine/core";
import { useState } from "react";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMe } from "#dashboard/session/session.ts";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AskPassword } from "./ask-password.tsx";
import { Enrol, type Enrolment } from "./enrol.tsx";
import { RecoveryCodes } from "./recovery-codes.tsx";
import { useOwnAct } from "./use-own-act.ts";

type Asking = "on" | "off" | "codes";

/** A code from one's phone beside the password. */
export function TwoFactorPanel() {
  const { t } = useWords();
  const { user } = useMe();
  const announce = useAnnounce();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const ask = (what: Asking) => (): void => {
    begin.reset();
    renew.reset();
    off.reset();
    setAsking(what);
  };
  const begin = useOwnAct(
    (hub, password: string) => answered(hub.POST("/api/me/totp", { body: { password } })),
    (made) => {
      setEnrolment(made);
      setAsking(null);
    },
  );
  const renew = useOwnAct(
    (hub, password: string) => answered(hub.POST("/api/me/recovery-codes", { body: { password } })),
    ({ recoveryCodes }) => {
      setCodes(recoveryCodes);
      setAsking(null);
    },
  );
  const off = useOwnAct(
    (hub, password: string) => answered(hub.DELETE("/api/me/totp", { body: { password } })),
    () => {
      setCodes(null);
      setAsking(null);
      announce(t("twoFactor.isOff"));
    },
  );
  const acts = { on: begin, off, codes: renew } as const;
  return (
    <section className={panel.panel} data-printed={codes !== null || undefined}>
      <h2>{t("twoFactor.title")}</h2>
      <div className={panel.form}>
        {user.twoFactor ? (
          <div>
            <StateChip look="done">{t("users.twoFactorOn")}</StateChip>
          </div>
        ) : (
          <p className="quiet">{t("twoFactor.about")}</p>
        )}
        {codes !== null && <RecoveryCodes codes={codes} onDone={() => setCodes(null)} />}
        {enrolment !== null && !user.twoFactor && (
          <Enrol
            enrolment={enrolment}
            onCancel={() => setEnrolment(null)}
            onDone={() => {
              setCodes(enrolment.recoveryCodes);
              setEnrolment(null);
              announce(t("twoFactor.isOn"));
            }}
          />
        )}
        {asking !== null && (
          <AskPassword
            button={t(`twoFactor.button.${asking}`)}
            isDanger={asking === "off"}
            act={acts[asking]}
            onCancel={() => setAsking(null)}
          />
        )}
        {asking === null && enrolment === null && (
          <div className={panel.buttons}>
            {user.twoFactor ? (
              <>
                <Button variant="default" onClick={ask("codes")}>
                  {t("twoFactor.button.codes")}
                </Button>
                <Button variant="default" onClick={ask("off")}>
                  {t("twoFactor.button.off")}
                </Button>
              </>
            ) : (
              <Button variant="default" onClick={ask("on")}>
                {t("twoFactor.button.on")}
              </Button>
            )}
          </div>
        )}
      </div>
    </section>
  );
}
