import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { CopyField } from "#dashboard/parts/copy-field.tsx";
import { inFours } from "#dashboard/parts/grouped.ts";
import panel from "#dashboard/parts/panel.module.css";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./me.module.css";
import { useOwnAct } from "./use-own-act.ts";

export interface Enrolment {
  readonly uri: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

interface Props {
  readonly enrolment: Enrolment;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/** The secret for the app on the phone; it counts only once the app gave a right code. */
export function Enrol({ enrolment, onDone, onCancel }: Props) {
  const { t } = useWords();
  const [code, setCode] = useState("");
  const { data: svg } = useQuery({
    queryKey: ["qr", enrolment.uri],
    queryFn: async () => {
      const { toString } = await import("qrcode");
      return toString(enrolment.uri, { type: "svg", margin: 2, errorCorrectionLevel: "M" });
    },
    gcTime: 0,
    staleTime: Infinity,
  });
  const confirm = useOwnAct((hub) => answered(hub.PUT("/api/me/totp", { body: { code } })), onDone);
  const isWrong = refusalOf(confirm.error)?.code === "sign_in.code_refused";
  return (
    <div className={classes.enrol}>
      {svg === undefined ? (
        <div className={classes.qr} />
      ) : (
        <img className={classes.qr} alt={t("twoFactor.qr")} src={`data:image/svg+xml,${encodeURIComponent(svg)}`} />
      )}
      <div>
        <p>{t("twoFactor.scan")}</p>
        <CopyField label={t("twoFactor.secret")} value={inFours(enrolment.secret)} />
        <form
          className={panel.form}
          onSubmit={(event) => {
            event.preventDefault();
            confirm.run(undefined);
          }}
        >
          <TextInput
            label={t("totp.code")}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            value={code}
            error={isWrong ? t("totp.wrong") : null}
            onChange={({ currentTarget }) => setCode(currentTarget.value)}
          />
          {!isWrong && <Why error={confirm.error} />}
          <div className={panel.buttons}>
            <Button type="submit" loading={confirm.isBusy}>
              {t("twoFactor.confirmButton")}
            </Button>
            <Button variant="default" onClick={onCancel}>
              {t("button.cancel")}
            </Button>
          </div>
        </form>
      </div>
    </div>
  );
}
