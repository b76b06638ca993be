import "#dashboard/parts/toggles.css";
import { NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { customerLanguages, languageName, type CustomerLanguage } from "#dashboard/screens/party/customer-languages.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { ColourField } from "./colour-field.tsx";
import { Changeable } from "./settings-frame.tsx";
import type { HouseStyle } from "./style-screen.tsx";
import { bodyOf, isColour, languagesWithTerms, valuesOf, type StyleValues } from "./style-values.ts";

interface Props {
  readonly style: HouseStyle;
  /** What the preview has to show. */
  readonly onShow: (values: StyleValues) => void;
}

export function StyleForm({ style, onShow }: Props) {
  const { t, country } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const refresh = useRefresh("house-style");
  const record = useRecordForm(style, valuesOf);
  const { values, change, isDirty, version, theirs, takeTheirs, reset } = record;
  const save = useAct(
    () =>
      record
        .saving(answered(api.client.PUT("/api/house-style", { body: { ...bodyOf(values), version } })))
        .catch(refresh),
    () => announce(t("style.saved")),
  );
  const { at, form } = useFaults(save.error);
  useEffect(() => {
    const timer = window.setTimeout(() => isColour(values.accentColour) && onShow(values), 500);
    return () => window.clearTimeout(timer);
  }, [values, onShow]);
  return (
    <section className={panel.panel}>
      <Changeable by="company.manage">
        <SaveForm
          form={form}
          onSave={() => (theirs === null ? save.run(undefined) : takeTheirs())}
          isBusy={save.isBusy}
          isDirty={isDirty}
          error={save.error}
          saveText={theirs === null ? undefined : t("conflict.takeButton")}
          onCancel={isDirty ? reset : undefined}
          isBlocked={!may("company.manage")}
        >
          <ColourField
            colour={values.accentColour}
            change={(accentColour) => change({ accentColour })}
            fault={at("accentColour")}
          />
          <div className={fields.two}>
            <NativeSelect
              label={t("style.addressSide")}
              description={t("style.addressSideHelp")}
              value={values.addressSide}
              onChange={({ currentTarget }) => change({ addressSide: currentTarget.value as "left" | "right" })}
              data={[
                { value: "right", label: t("style.side.right") },
                { value: "left", label: t("style.side.left") },
              ]}
            />
            <TextInput
              label={t("style.secondIban")}
              description={t("style.secondIbanHelp")}
              value={values.secondIban}
              error={at("secondIban")}
              onChange={({ currentTarget }) => change({ secondIban: currentTarget.value })}
            />
          </div>
          <Textarea
            label={t("style.footer")}
            description={t("style.footerHelp")}
            rows={2}
            maxLength={300}
            value={values.footer}
            error={at("footer")}
            onChange={({ currentTarget }) => change({ footer: currentTarget.value })}
          />
          <Terms values={values} change={change} at={at} />
          <Switch
            label={t("style.qr")}
            description={t("style.qrHelp")}
            checked={values.showsPaymentQr}
            onChange={({ currentTarget }) => change({ showsPaymentQr: currentTarget.checked })}
          />
          <Switch
            label={t("style.payLink")}
            description={t("style.payLinkHelp")}
            checked={values.showsPayLink}
            onChange={({ currentTarget }) => change({ showsPayLink: currentTarget.checked })}
          />
          <Switch
            label={t("style.prices", { context: country })}
            checked={values.pricesOnDeliveryNotes}
            onChange={({ currentTarget }) => change({ pricesOnDeliveryNotes: currentTarget.checked })}
          />
        </SaveForm>
      </Changeable>
    </section>
  );
}

interface TermsProps {
  readonly values: StyleValues;
  readonly change: (changes: Partial<StyleValues>) => void;
  readonly at: (field: string) => string | null;
}

/** General terms, each language by itself: the customer's document has its own. */
function Terms({ values, change, at }: TermsProps) {
  const { t, language } = useWords();
  const [of, setOf] = useState<CustomerLanguage>(languagesWithTerms(values.terms)[0] ?? "nl");
  const filled = languagesWithTerms(values.terms);
  return (
    <fieldset className={fields.fields}>
      <legend>{t("style.terms")}</legend>
      <NativeSelect
        label={t("party.language")}
        value={of}
        onChange={({ currentTarget }) => setOf(currentTarget.value as CustomerLanguage)}
        data={customerLanguages.map((one) => ({
          value: one,
          label: filled.includes(one)
            ? languageName(one, language)
            : t("style.termsNone", { name: languageName(one, language) }),
        }))}
      />
      <Textarea
        label={t("style.termsIn", { name: languageName(of, language) })}
        description={t("style.termsHelp")}
        lang={of}
        rows={5}
        maxLength={6000}
        value={values.terms[of]}
        error={at(`terms.${of}`)}
        onChange={({ currentTarget }) => change({ terms: { ...values.terms, [of]: currentTarget.value } })}
      />
    </fieldset>
  );
}
