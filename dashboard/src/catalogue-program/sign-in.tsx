import { useState } from "react";
import { answered, clientFor, isAway, refusalOf } from "#dashboard/api/client.ts";
import { useProgram } from "./program-context.ts";
import { useProgramWords } from "./program-words.ts";
import classes from "./program.module.css";

/** E-mail address and password, and the code of the app when there is a second factor: here, because an installed program has a jar of cookies of its own. */
export function SignIn() {
  const { program } = useProgram();
  const { t, language } = useProgramWords();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState<string | null>(null);
  const [isRecovery, setRecovery] = useState(false);
  const [fault, setFault] = useState("");
  const [isBusy, setBusy] = useState(false);
  const hub = clientFor(null, () => language);

  const ask = async (): Promise<void> => {
    setBusy(true);
    setFault("");
    try {
      if (code === null) {
        const { needs } = await answered(hub.POST("/api/session", { body: { email, password } }));
        if (needs === "totp") return setCode("");
      } else await answered(hub.POST("/api/session/totp", { body: isRecovery ? { recoveryCode: code } : { code } }));
      setPassword("");
      setCode(null);
      await program.reach();
    } catch (thrown) {
      const problem = refusalOf(thrown);
      if (problem === null && !isAway(thrown)) throw thrown;
      setFault(
        problem?.code === "sign_in.refused"
          ? t("signIn.wrong")
          : problem?.code === "sign_in.code_refused"
            ? t("totp.wrong")
            : (problem?.title ?? t("program.firstAway")),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <h2>{code === null ? t("signIn.title") : t("totp.title")}</h2>
      {code === null ? (
        <>
          <label className={classes.field}>
            <span>{t("signIn.email")}</span>
            <input
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
          </label>
          <label className={classes.field}>
            <span>{t("signIn.password")}</span>
            <input
              type="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            />
          </label>
        </>
      ) : (
        <>
          <p className="quiet">{isRecovery ? t("totp.recovery") : t("totp.body")}</p>
          <label className={classes.field}>
            <span>{isRecovery ? t("totp.recoveryCode") : t("totp.code")}</span>
            <input
              inputMode={isRecovery ? "text" : "numeric"}
              autoComplete="one-time-code"
              required
              value={code}
              onChange={({ currentTarget }) => setCode(currentTarget.value)}
            />
          </label>
        </>
      )}
      {fault !== "" && (
        <p role="alert" className={classes.fault}>
          {fault}
        </p>
      )}
      <button type="submit" className={classes.button} disabled={isBusy}>
        {code === null ? t("signIn.button") : t("totp.button")}
      </button>
      {code !== null && (
        <div className={classes.acts}>
          <button type="button" className={classes.plain} onClick={() => setRecovery(!isRecovery)}>
            {isRecovery ? t("totp.useCode") : t("totp.useRecovery")}
          </button>
          <button type="button" className={classes.plain} onClick={() => setCode(null)}>
            {t("program.button.back")}
          </button>
        </div>
      )}
    </form>
  );
}
