import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import { useState } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { Refused } from "#dashboard/parts/refused.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Entrance } from "./entrance.tsx";

interface Props {
  readonly onDone: () => Promise<void>;
  readonly onBack: () => void;
}

/** The code of the app, or one of the recovery codes. */
export function SecondStep({ onDone, onBack }: Props) {
  const { t } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const [isRecovery, setRecovery] = useState(false);
  const [code, setCode] = useState("");
  const verify = useMutation({
    mutationFn: () => answered(hub.POST("/api/session/totp", { body: isRecovery ? { recoveryCode: code } : { code } })),
    onSuccess: onDone,
  });
  return (
    <Entrance title={t("totp.title")}>
      <p className="quiet">{isRecovery ? t("totp.recovery") : t("totp.body")}</p>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          verify.mutate();
        }}
      >
        <TextInput
          key={String(isRecovery)}
          label={isRecovery ? t("totp.recoveryCode") : t("totp.code")}
          inputMode={isRecovery ? "text" : "numeric"}
          autoComplete="one-time-code"
          required
          autoFocus
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <Refused error={verify.error}>
          {refusalOf(verify.error)?.code === "sign_in.code_refused" ? t("totp.wrong") : undefined}
        </Refused>
        <Button type="submit" loading={verify.isPending}>
          {t("totp.button")}
        </Button>
      </form>
      <Button
        variant="subtle"
        onClick={() => {
          setCode("");
          verify.reset();
          setRecovery(!isRecovery);
        }}
      >
        {isRecovery ? t("totp.useCode") : t("totp.useRecovery")}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {t("button.back")}
      </Button>
    </Entrance>
  );
}
