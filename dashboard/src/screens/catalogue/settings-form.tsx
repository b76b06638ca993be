import "#dashboard/parts/ticks.css";
import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import panel from "#dashboard/parts/panel.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { choicesQuery } from "./catalogue-queries.ts";
import { differingParts, formOf, settingsOf, type Form } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";
import type { Catalogue } from "./catalogue-state.ts";
import { CustomerFields } from "./customer-fields.tsx";
import { ProductFields } from "./product-fields.tsx";
import { StepFields } from "./step-fields.tsx";
import { StockFields } from "./stock-fields.tsx";

/** Everything that can be chosen for one module, saved as a whole. */
export function SettingsForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t, language } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const mark = decimalMarkOf(language);
  const { kind } = catalogue;
  // Numbers are read in the language in which they were shown, also when that changes meanwhile.
  const [writtenIn] = useState(mark);
  const form = useRecordForm({ ...catalogue, version: catalogue.settingsVersion }, ({ settings }) =>
    formOf(kind, settings, writtenIn),
  );
  const mayChange = may("couplings.manage");
  const choices = useQuery({ ...choicesQuery(api, catalogue.id), enabled: mayChange && kind !== "customers" });
  const save = useAct(
    (wish: { readonly form: Form; readonly version: number }) =>
      form.saving(
        answered(
          api.client.PUT("/api/catalogue-couplings/{couplingId}", {
            params: { path: { couplingId: catalogue.id } },
            body: {
              settings: settingsOf(kind, wish.form, writtenIn),
              state: catalogue.state,
              settingsVersion: wish.version,
            },
          }),
        ).then((saved) => ({ ...saved, version: saved.settingsVersion })),
      ),
    () => announce(t("couplings.saved")),
  );
  const faults = useFaults(save.error);
  const { values, change, theirs } = form;
  const props = { catalogue, form: values, change, faults, choices: choices.data ?? null };
  const isConflict = theirs !== null;
  return (
    <section className={panel.panel}>
      <SaveForm
        form={faults.form}
        onSave={() => save.run({ form: values, version: form.version })}
        isBusy={save.isBusy}
        isDirty={form.isDirty}
        error={isConflict && refusalOf(save.error)?.status === 409 ? null : save.error}
        saveText={t("couplings.button.save")}
        onCancel={form.isDirty ? form.reset : undefined}
        isBlocked={!mayChange || isConflict}
      >
        <fieldset disabled={!mayChange} className={classes.sections}>
          {choices.error !== null && (
            <Notice look="waiting">
              <p>{t("catalogue.choicesAway")}</p>
              <p className="quiet small">{refusalOf(choices.error)?.title ?? ""}</p>
            </Notice>
          )}
          {kind === "products" && <ProductFields {...props} />}
          {kind === "customers" && <CustomerFields {...props} />}
          {kind === "stock" && <StockFields {...props} isOfProducts={false} />}
          {kind !== "customers" && <StepFields chosen={values.transforms} change={change} />}
          <fieldset className={classes.section}>
            <legend>{t("catalogue.part.everyMinutes")}</legend>
            <TextInput
              type="number"
              min={1}
              max={1440}
              step={1}
              inputMode="numeric"
              required
              classNames={{ wrapper: classes.short ?? "" }}
              label={t("catalogue.everyMinutes")}
              description={t("catalogue.everyMinutesHelp", { source: catalogue.sourceName })}
              value={values.everyMinutes}
              error={faults.at("settings.everyMinutes")}
              onChange={({ currentTarget }) => change({ everyMinutes: currentTarget.value })}
            />
          </fieldset>
        </fieldset>
        {theirs !== null && (
          <Notice
            look="changed"
            actions={
              <>
                <Button onClick={form.keepMine}>{t("couplings.button.keepMine")}</Button>
                <Button variant="default" onClick={form.takeTheirs}>
                  {t("couplings.button.takeTheirs")}
                </Button>
              </>
            }
          >
            <p role="alert">{t("couplings.conflict")}</p>
            <p className="quiet">
              {differingParts(values, theirs)
                .map((part) => t(`catalogue.part.${part}`))
                .join(", ")}
            </p>
          </Notice>
        )}
      </SaveForm>
    </section>
  );
}
