import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type RefObject } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { StateShape } from "#dashboard/parts/state-chip.tsx";
import { Why } from "#dashboard/parts/why.tsx";
import { useMe } from "#dashboard/session/session.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { MailSettings } from "./mail-screen.tsx";
import classes from "./settings.module.css";

type Result = Schemas["MailTest"];

const looks = { done: "done", failed: "failed", notTried: "skipped", notUsed: "skipped" } as const;

/** One mail over the saved settings, and how far it came. */
interface Props {
  readonly settings: MailSettings;
  readonly field: RefObject<HTMLInputElement | null>;
}

export function MailTest({ settings, field }: Props) {
  const { t } = useWords();
  const api = useApi();
  const { user } = useMe();
  const [to, setTo] = useState(settings.testRecipient === "" ? user.email : settings.testRecipient);
  const test = useMutation({
    mutationFn: () => answered(api.client.POST("/api/mail-settings/test", { body: { to } })),
  });
  return (
    <section className={`${panel.panel} ${classes.beside}`}>
      <h2>{t("mail.test")}</h2>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate();
        }}
      >
        <p className="quiet">{t("mail.testHelp")}</p>
        <TextInput
          ref={field}
          label={t("mail.testTo")}
          type="email"
          required
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
        <div>
          <Button type="submit" variant="default" loading={test.isPending}>
            {t("mail.testButton")}
          </Button>
        </div>
        <Why error={test.error} />
        {test.data !== undefined && !test.isPending && <Steps result={test.data} />}
      </form>
    </section>
  );
}

function Steps({ result }: { readonly result: Result }) {
  const { t } = useWords();
  return (
    <div className={panel.form} role="status">
      <ol className={classes.steps}>
        {result.steps.map(({ step, state }) => (
          <li key={step}>
            <StateShape look={looks[state]} />
            {state === "notUsed" ? (
              <span className="quiet">{t(step === "tls" ? "mail.step.noTls" : "mail.step.noSignIn")}</span>
            ) : (
              <>
                {t(`mail.step.${step}`)}
                {state !== "done" && <span className="quiet"> · {t(`mail.stepState.${state}`)}</span>}
              </>
            )}
          </li>
        ))}
      </ol>
      {result.isAccepted && <p>{t("mail.accepted", { address: result.to })}</p>}
      {result.message !== null && <p>{result.message}</p>}
      {result.words !== "" && (
        <div>
          <p className="quiet small">{t("mail.words")}</p>
          <p className={`${classes.words} code`}>{result.words}</p>
        </div>
      )}
    </div>
  );
}
