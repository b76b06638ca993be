import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useState } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Why } from "#dashboard/parts/why.tsx";
import { useMe } from "#dashboard/session/session.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useOwnAct } from "./use-own-act.ts";

/** The address one signs in with. */
export function EmailPanel() {
  const { t } = useWords();
  const { user } = useMe();
  const announce = useAnnounce();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const change = useOwnAct(
    (hub) => answered(hub.PUT("/api/me/email", { body: { email, password } })),
    (me) => {
      setEmail("");
      setPassword("");
      announce(t("me.emailSaved", { email: me.user.email }));
    },
  );
  const code = refusalOf(change.error)?.code;
  const isOwn = code === "password.wrong" || code === "users.email_taken";
  return (
    <section className={panel.panel}>
      <h2>{t("me.email")}</h2>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.run(undefined);
        }}
      >
        <p className="quiet">{t("me.emailNow", { email: user.email })}</p>
        <TextInput
          label={t("me.emailNew")}
          type="email"
          autoComplete="email"
          required
          value={email}
          error={code === "users.email_taken" ? t("me.emailTaken") : null}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label={t("me.passwordNow")}
          autoComplete="current-password"
          required
          value={password}
          error={code === "password.wrong" ? t("me.passwordWrong") : null}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {!isOwn && <Why error={change.error} />}
        <div>
          <Button type="submit" variant="default" loading={change.isBusy}>
            {t("me.emailButton")}
          </Button>
        </div>
      </form>
    </section>
  );
}
