import "#dashboard/parts/toggles.css";
import { Button, Radio, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { MailSettings } from "./mail-screen.tsx";
import { MailServerFields } from "./mail-server-fields.tsx";
import { bodyOf, valuesOf } from "./mail-values.ts";

interface Props {
  readonly settings: MailSettings;
  /** To the panel that tries what was saved. */
  readonly toTest: () => void;
}

export function MailForm({ settings, toTest }: Props) {
  const { t } = useWords();
  const api = useApi();
  const refresh = useRefresh("mail-settings");
  const { name: company } = useAdministration();
  const record = useRecordForm(settings, (kept) => valuesOf(kept, company));
  const { values, change, isDirty, version, theirs, takeTheirs, reset } = record;
  const [isSaved, setSaved] = useState(false);
  const save = useAct(
    () =>
      record
        .saving(answered(api.client.PUT("/api/mail-settings", { body: { ...bodyOf(values), version } })))
        .catch(refresh),
    () => setSaved(true),
  );
  const { at, form } = useFaults(save.error);
  const faultIn = (list: "cc" | "bcc"): string | null =>
    Array.from({ length: 20 }, (_, index) => at(`${list}.${index}`)).find((fault) => fault !== null) ?? null;
  const hub = settings.hub;
  return (
    <section className={panel.panel}>
      <SaveForm
        form={form}
        onSave={() => {
          // A password is never shown again: with somebody else's server it would go to the wrong place.
          if (theirs !== null) takeTheirs();
          else save.run(undefined);
        }}
        isBusy={save.isBusy}
        isDirty={isDirty}
        error={save.error}
        notice={
          isSaved && !isDirty ? (
            <p role="status">
              {t("mail.saved")}{" "}
              <Button variant="default" size="compact-sm" onClick={toTest}>
                {t("mail.toTest")}
              </Button>
            </p>
          ) : null
        }
        saveText={theirs === null ? undefined : t("conflict.takeButton")}
        onCancel={isDirty ? reset : undefined}
      >
        <Radio.Group
          label={t("mail.road")}
          value={values.road}
          onChange={(road) => change({ road: road === "own" ? "own" : "hub" })}
        >
          <div className={fields.fields}>
            <Radio
              value="hub"
              disabled={hub === null}
              label={t("mail.road.hub")}
              description={hub === null ? t("mail.roadHubNone") : t("mail.roadHubFrom", { host: hub.host })}
            />
            <Radio value="own" label={t("mail.road.own")} description={t("mail.roadOwnHelp")} />
          </div>
        </Radio.Group>
        {values.road === "own" && <MailServerFields values={values} change={change} at={at} settings={settings} />}
        <fieldset className={fields.fields}>
          <legend>{t("mail.sender")}</legend>
          <TextInput
            label={t("mail.fromName")}
            maxLength={200}
            value={values.fromName}
            error={at("fromName")}
            onChange={({ currentTarget }) => change({ fromName: currentTarget.value })}
          />
          <TextInput
            label={t("mail.fromAddress")}
            type="email"
            required={values.road === "own"}
            value={values.fromAddress}
            error={at("fromAddress")}
            onChange={({ currentTarget }) => change({ fromAddress: currentTarget.value })}
          />
          <TextInput
            label={t("mail.replyTo")}
            description={t("mail.replyToHelp")}
            type="email"
            value={values.replyTo}
            error={at("replyTo")}
            onChange={({ currentTarget }) => change({ replyTo: currentTarget.value })}
          />
          <div className={fields.two}>
            <TextInput
              label={t("mail.cc")}
              description={t("mail.ccHelp")}
              value={values.cc}
              error={faultIn("cc")}
              onChange={({ currentTarget }) => change({ cc: currentTarget.value })}
            />
            <TextInput
              label={t("mail.bcc")}
              description={t("mail.bccHelp")}
              value={values.bcc}
              error={faultIn("bcc")}
              onChange={({ currentTarget }) => change({ bcc: currentTarget.value })}
            />
          </div>
        </fieldset>
        <fieldset className={fields.fields}>
          <legend>{t("mail.trying")}</legend>
          <TextInput
            label={t("mail.testRecipient")}
            description={t("mail.testRecipientHelp")}
            type="email"
            value={values.testRecipient}
            error={at("testRecipient")}
            onChange={({ currentTarget }) => change({ testRecipient: currentTarget.value })}
          />
          <TextInput
            label={t("mail.pace")}
            description={t("mail.paceHelp")}
            inputMode="numeric"
            pattern="\d{1,4}"
            required
            value={values.perMinute}
            error={at("perMinute")}
            onChange={({ currentTarget }) => change({ perMinute: currentTarget.value })}
          />
        </fieldset>
        {theirs !== null && <p role="alert">{t("mail.changed", { user: settings.changedBy })}</p>}
      </SaveForm>
    </section>
  );
}
