import "#dashboard/parts/ticks.css";
import { Button, Checkbox, NativeSelect, TextInput } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { languageNames } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { AlarmSettings } from "./alarms-screen.tsx";

type Recipient = AlarmSettings["recipients"][number];

const groups = ["silence", "connections", "orders", "payments", "mail", "apps"] as const;
const languages = ["nl", "fr", "en"] as const;
const most = 20;

/** Who is mailed about what; nobody chosen is the owners about everything. */
export function RecipientsForm({ settings }: { readonly settings: AlarmSettings }) {
  const { t } = useWords();
  const api = useApi();
  const refresh = useRefresh("alarm-settings");
  const record = useRecordForm(settings, ({ recipients }) => ({ recipients }));
  const { values, change, isDirty, version, theirs, takeTheirs, reset } = record;
  const { recipients } = values;
  const save = useAct(() =>
    record
      .saving(answered(api.client.PUT("/api/alarm-settings", { body: { recipients: [...recipients], version } })))
      .catch(refresh),
  );
  const { at, form } = useFaults(save.error);
  const put = (index: number, changes: Partial<Recipient>): void =>
    change({ recipients: recipients.map((one, place) => (place === index ? { ...one, ...changes } : one)) });
  return (
    <section className={`${panel.panel} ${fields.panel}`}>
      <h2>{t("alarms.recipients")}</h2>
      <SaveForm
        form={form}
        onSave={() => (theirs === null ? save.run(undefined) : takeTheirs())}
        isBusy={save.isBusy}
        isDirty={isDirty}
        error={save.error}
        saveText={theirs === null ? undefined : t("conflict.takeButton")}
        onCancel={isDirty ? reset : undefined}
      >
        {recipients.length === 0 && (
          <p className="quiet">{t("alarms.owners", { addresses: settings.owners.join(", ") })}</p>
        )}
        {recipients.map((recipient, index) => (
          <fieldset key={index} className={fields.fields}>
            <legend>{t("alarms.recipient", { number: index + 1 })}</legend>
            <div className={fields.two}>
              <TextInput
                label={t("alarms.address")}
                type="email"
                required
                value={recipient.address}
                error={at(`recipients.${index}.address`)}
                onChange={({ currentTarget }) => put(index, { address: currentTarget.value })}
              />
              <NativeSelect
                label={t("alarms.language")}
                value={recipient.language}
                data={languages.map((value) => ({ value, label: languageNames[value] }))}
                onChange={({ currentTarget }) =>
                  put(index, { language: languages.find((one) => one === currentTarget.value) ?? "nl" })
                }
              />
            </div>
            <Checkbox.Group
              label={t("alarms.groups")}
              value={recipient.groups}
              error={at(`recipients.${index}.groups`)}
              onChange={(chosen) => put(index, { groups: groups.filter((one) => chosen.includes(one)) })}
            >
              {groups.map((group) => (
                <Checkbox key={group} mt={8} value={group} label={t(`alarms.group.${group}`)} />
              ))}
            </Checkbox.Group>
            <div className={panel.buttons}>
              <Button
                variant="default"
                onClick={() => change({ recipients: recipients.filter((_, place) => place !== index) })}
              >
                {t("alarms.removeButton")}
              </Button>
            </div>
          </fieldset>
        ))}
        {recipients.length < most && (
          <div className={panel.buttons}>
            <Button
              variant="default"
              onClick={() =>
                change({ recipients: [...recipients, { address: "", language: "nl", groups: [...groups] }] })
              }
            >
              {t("alarms.addButton")}
            </Button>
          </div>
        )}
      </SaveForm>
    </section>
  );
}
