import { Button, TextInput } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Retention } from "./retention-screen.tsx";

const classes = ["raw", "trace", "passThrough"] as const;
const leastYears = 10;

const valuesOf = ({ days, ownBooksYears }: Retention) => ({
  raw: String(days.raw),
  trace: String(days.trace),
  passThrough: String(days.passThrough),
  years: String(ownBooksYears),
});

/** What is no number is for the hub to refuse, beside its field. */
const readDays = (text: string): number => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : -1);

/** The days of each class, saved as a whole. */
export function RetentionForm({ retention }: { readonly retention: Retention }) {
  const { t } = useWords();
  const api = useApi();
  const refresh = useRefresh("retention");
  const record = useRecordForm(retention, valuesOf);
  const { values, change, isDirty, version, theirs, takeTheirs, reset } = record;
  const { years, ...days } = values;
  const save = useAct(() =>
    record
      .saving(
        answered(
          api.client.PUT("/api/retention", {
            body: {
              days: {
                raw: readDays(days.raw),
                trace: readDays(days.trace),
                passThrough: readDays(days.passThrough),
              },
              ownBooksYears: readDays(years),
              version,
            },
          }),
        ),
      )
      .catch(refresh),
  );
  const { at, form } = useFaults(save.error);
  const areLogsOff = days.raw.trim() === "0" && days.trace.trim() === "0";
  return (
    <section className={panel.panel}>
      <h2>{t("retention.days")}</h2>
      <SaveForm
        form={form}
        onSave={() => (theirs === null ? save.run(undefined) : takeTheirs())}
        isBusy={save.isBusy}
        isDirty={isDirty}
        error={save.error}
        saveText={theirs === null ? undefined : t("conflict.takeButton")}
        onCancel={isDirty ? reset : undefined}
      >
        {classes.map((kept) => (
          <TextInput
            key={kept}
            label={t(`retention.${kept}`)}
            description={t(`retention.${kept}.help`)}
            inputMode="numeric"
            styles={{ input: { maxWidth: "8rem" } }}
            required
            value={days[kept]}
            error={at(`days.${kept}`)}
            onChange={({ currentTarget }) => change({ [kept]: currentTarget.value })}
          />
        ))}
        <p className="quiet small">{t("retention.zero")}</p>
        <div className={panel.buttons}>
          {areLogsOff ? (
            <p className="quiet">{t("retention.logsOff")}</p>
          ) : (
            <Button variant="default" onClick={() => change({ raw: "0", trace: "0" })}>
              {t("retention.logsOffButton")}
            </Button>
          )}
        </div>
        <TextInput
          label={t("retention.books")}
          description={t("retention.books.help", { years: leastYears })}
          inputMode="numeric"
          styles={{ input: { maxWidth: "8rem" } }}
          required
          value={years}
          error={at("ownBooksYears")}
          onChange={({ currentTarget }) => change({ years: currentTarget.value })}
        />
      </SaveForm>
    </section>
  );
}
