import { Button, PasswordInput } from "@mantine/core";
import { useState } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Why } from "#dashboard/parts/why.tsx";
import { useMe } from "#dashboard/session/session.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useOwnAct } from "./use-own-act.ts";

export function PasswordPanel() {
  const { t } = useWords();
  const { user } = useMe();
  const announce = useAnnounce();
  const [password, setPassword] = useState("");
  const [newPassword, setNewPassword] = useState("");
  const change = useOwnAct(
    (hub) => answered(hub.PUT("/api/me/password", { body: { password, newPassword } })),
    () => {
      setPassword("");
      setNewPassword("");
      announce(t("me.passwordSaved"));
    },
  );
  const code = refusalOf(change.error)?.code;
  const isOwn = code === "password.wrong" || code === "password.unsuitable";
  return (
    <section className={panel.panel}>
      <h2>{t("setup.password")}</h2>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.run(undefined);
        }}
      >
        {/* Password managers file the new password under it. */}
        <input type="hidden" name="username" autoComplete="username" value={user.email} />
        <PasswordInput
          label={t("me.passwordNow")}
          autoComplete="current-password"
          required
          value={password}
          error={code === "password.wrong" ? t("me.passwordWrong") : null}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <PasswordInput
          label={t("me.passwordNew")}
          description={t("password.rule")}
          autoComplete="new-password"
          required
          minLength={10}
          maxLength={128}
          value={newPassword}
          error={code === "password.unsuitable" ? t("me.passwordUnsuitable") : null}
          onChange={({ currentTarget }) => setNewPassword(currentTarget.value)}
        />
        {!isOwn && <Why error={change.error} />}
        <p className="quiet small">{t("me.passwordEnds")}</p>
        <div>
          <Button type="submit" variant="default" loading={change.isBusy}>
            {t("me.passwordButton")}
          </Button>
        </div>
      </form>
    </section>
  );
}
