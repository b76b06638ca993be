import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { refusalOf } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import type { Act } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly button: string;
  readonly isDanger: boolean;
  readonly act: Act<string>;
  readonly onCancel: () => void;
}

/** Before something that a stolen session may not do. */
export function AskPassword({ button, isDanger, act, onCancel }: Props) {
  const { t } = useWords();
  const [password, setPassword] = useState("");
  const isWrong = refusalOf(act.error)?.code === "password.wrong";
  return (
    <form
      className={panel.form}
      onSubmit={(event) => {
        event.preventDefault();
        act.run(password);
      }}
    >
      <PasswordInput
        label={t("me.passwordNow")}
        autoComplete="current-password"
        required
        autoFocus
        value={password}
        error={isWrong ? t("me.passwordWrong") : null}
        onChange={({ currentTarget }) => setPassword(currentTarget.value)}
      />
      {!isWrong && <Why error={act.error} />}
      <div className={panel.buttons}>
        <Button type="submit" loading={act.isBusy} {...(isDanger && { color: "danger" })}>
          {button}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t("button.cancel")}
        </Button>
      </div>
    </form>
  );
}
