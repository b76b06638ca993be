import "#dashboard/parts/ticks.css";
import { Checkbox, TextInput } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { Changeable } from "#dashboard/screens/settings/settings-frame.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { DirectionFields } from "./direction-fields.tsx";
import { PartyField } from "./party-field.tsx";
import type { Relation } from "./partner-state.ts";
import { bodyOf, inOrder, valuesOf } from "./relation-values.ts";

/** Which contact it is, what goes which way, and how orders of this partner are judged. */
export function RelationForm({ relation }: { readonly relation: Relation }) {
  const { t, language } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const refresh = useRefresh("relations");
  const mark = decimalMarkOf(language);
  const record = useRecordForm(relation, valuesOf(mark));
  const { values, change, isDirty, version, theirs, takeTheirs, reset } = record;
  const save = useAct(
    () =>
      record
        .saving(
          answered(
            api.client.PUT("/api/relations/{relationId}", {
              params: { path: { relationId: relation.id } },
              body: { ...bodyOf(values, mark), version },
            }),
          ),
        )
        .catch(refresh),
    () => announce(t("settings.saved")),
  );
  const { at, form } = useFaults(save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  const announced = relation.directions.filter((one) => one.announced);
  const sells = values.directions.some(({ docType, way }) => docType === "order" && way === "in");
  const tick = (name: "acceptsByItself" | "acceptsBuyerPrice" | "orderOnly" | "pulls" | "allowsTextLines") => (
    <Checkbox
      label={t(`partners.setting.${name}`)}
      description={t(`partners.settingHelp.${name}`)}
      checked={values.settings[name]}
      onChange={({ currentTarget }) => change({ settings: { ...values.settings, [name]: currentTarget.checked } })}
    />
  );
  return (
    <section className={`${panel.panel} ${fields.panel}`}>
      <h2>{t("partners.settings")}</h2>
      <Changeable by="connections.manage">
        <SaveForm
          form={form}
          onSave={() => (theirs === null ? save.run(undefined) : takeTheirs())}
          isBusy={save.isBusy}
          isDirty={isDirty}
          error={isConflict ? null : save.error}
          saveText={theirs === null ? undefined : t("conflict.takeButton")}
          onCancel={isDirty ? reset : undefined}
          isBlocked={!may("connections.manage")}
          notice={theirs !== null && <p role="alert">{t("partners.changedMeanwhile")}</p>}
        >
          <PartyField
            party={values.party}
            identity={relation.partner}
            fault={at("partyId")}
            choose={(party) => change({ party })}
          />
          <DirectionFields
            directions={values.directions}
            {...(relation.partner !== null && { theirs: announced })}
            change={(directions) => change({ directions: inOrder(directions) })}
          />
          {sells && (
            <fieldset className={fields.fields}>
              <legend>{t("partners.judging")}</legend>
              {tick("acceptsByItself")}
              <TextInput
                label={t("partners.setting.maximumOrderValue")}
                description={t("partners.settingHelp.maximumOrderValue")}
                inputMode="decimal"
                value={values.settings.maximumOrderValue}
                error={at("settings.maximumOrderValue")}
                onChange={({ currentTarget }) =>
                  change({ settings: { ...values.settings, maximumOrderValue: currentTarget.value } })
                }
              />
              <div className={fields.two}>
                <TextInput
                  label={t("partners.setting.priceTolerancePercent")}
                  inputMode="decimal"
                  required
                  value={values.settings.priceTolerancePercent}
                  error={at("settings.priceTolerancePercent")}
                  onChange={({ currentTarget }) =>
                    change({ settings: { ...values.settings, priceTolerancePercent: currentTarget.value } })
                  }
                />
                <TextInput
                  label={t("partners.setting.priceToleranceAmount")}
                  inputMode="decimal"
                  required
                  value={values.settings.priceToleranceAmount}
                  error={at("settings.priceToleranceAmount")}
                  onChange={({ currentTarget }) =>
                    change({ settings: { ...values.settings, priceToleranceAmount: currentTarget.value } })
                  }
                />
              </div>
              <p className="quiet small">{t("partners.toleranceHelp")}</p>
              {tick("acceptsBuyerPrice")}
              {tick("allowsTextLines")}
            </fieldset>
          )}
          <fieldset className={fields.fields}>
            <legend>{t("partners.sending")}</legend>
            {tick("orderOnly")}
            {!relation.isLocal && tick("pulls")}
          </fieldset>
        </SaveForm>
      </Changeable>
    </section>
  );
}
