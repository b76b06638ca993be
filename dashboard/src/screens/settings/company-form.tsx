import { NativeSelect, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { AddressFields, addressLines } from "#dashboard/parts/address-fields.tsx";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { countryName, countryOptions } from "#dashboard/parts/countries.ts";
import panel from "#dashboard/parts/panel.module.css";
import classes from "#dashboard/parts/save-form.module.css";
import { SaveForm } from "#dashboard/parts/save-form.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { useRecordForm } from "#dashboard/parts/use-record-form.ts";
import { useRefresh } from "#dashboard/parts/use-refresh.ts";
import { customerLanguages, languageName } from "#dashboard/screens/party/customer-languages.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { VatField } from "#dashboard/parts/vat-field.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Company } from "./company-screen.tsx";
import { bodyOf, valuesOf, withFound, type CompanyValues } from "./company-values.ts";
import { Changeable } from "./settings-frame.tsx";
import { timeZones } from "./time-zones.ts";

export function CompanyForm({ company }: { readonly company: Company }) {
  const { t, language, country } = useWords();
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const refresh = useRefresh("company");
  const read = useReadValues();
  const record = useRecordForm(company, valuesOf);
  const { values, change, isDirty, version, theirs, takeTheirs, keepMine, reset } = record;
  const save = useAct(
    () =>
      record
        .saving(answered(api.client.PUT("/api/administration", { body: { ...bodyOf(values), version } })))
        .catch(refresh),
    () => {
      announce(t("settings.saved"));
      // Its name stands in the frame.
      void queries.invalidateQueries({ queryKey: ["me"] });
    },
  );
  const { at, form } = useFaults(save.error);
  const isConflict = refusalOf(save.error)?.errors?.some(({ field }) => field === "version") ?? false;
  return (
    <section className={`${panel.panel} ${classes.panel}`}>
      <Changeable by="company.manage">
        <SaveForm
          form={form}
          onSave={() => save.run(undefined)}
          isBusy={save.isBusy}
          isDirty={isDirty}
          error={isConflict ? null : save.error}
          onCancel={isDirty ? reset : undefined}
          isBlocked={theirs !== null || !may("company.manage")}
        >
          <VatField
            value={values.vatIdentifier}
            onChange={(vatIdentifier) => change({ vatIdentifier })}
            onTake={(found) => change(withFound(values, found))}
            fault={at("vatIdentifier")}
          />
          <TextInput
            label={t("setup.companyName")}
            required
            maxLength={200}
            value={values.name}
            error={at("name")}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <div className={classes.two}>
            <TextInput
              label={t("company.register", { context: country })}
              maxLength={60}
              value={values.legalRegistrationIdentifier}
              error={at("legalRegistrationIdentifier")}
              onChange={({ currentTarget }) => change({ legalRegistrationIdentifier: currentTarget.value })}
            />
            <NativeSelect
              label={t("setup.country")}
              description={company.countryIsFixed ? t("company.countryFixed") : undefined}
              disabled={company.countryIsFixed}
              value={values.country}
              error={at("country")}
              onChange={({ currentTarget }) => change({ country: currentTarget.value })}
              data={[...countryOptions(language)]}
            />
          </div>
          <TextInput
            label={t("company.gln")}
            description={t("company.glnHelp")}
            inputMode="numeric"
            maxLength={20}
            value={values.gln}
            error={at("gln")}
            onChange={({ currentTarget }) => change({ gln: currentTarget.value })}
          />
          <fieldset className={classes.fields}>
            <legend>{t("company.address")}</legend>
            <AddressFields
              hasCountry={false}
              address={values.address}
              change={(changes) => change({ address: { ...values.address, ...changes } })}
              fault={(field) => at(`address.${field}`)}
            />
            <div className={classes.two}>
              <TextInput
                label={t("setup.email")}
                type="email"
                value={values.email}
                error={at("email")}
                onChange={({ currentTarget }) => change({ email: currentTarget.value })}
              />
              <TextInput
                label={t("party.phone")}
                type="tel"
                value={values.phone}
                error={at("phone")}
                onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
              />
            </div>
          </fieldset>
          <fieldset className={classes.fields}>
            <legend>{t("company.paying")}</legend>
            <div className={classes.two}>
              <TextInput
                label={t("company.iban")}
                value={values.iban}
                error={at("iban")}
                onChange={({ currentTarget }) => change({ iban: currentTarget.value })}
              />
              <TextInput
                label={t("company.term")}
                inputMode="numeric"
                pattern="\d{1,3}"
                required
                value={values.paymentTermDays}
                error={at("paymentTermDays")}
                onChange={({ currentTarget }) => change({ paymentTermDays: currentTarget.value })}
              />
            </div>
          </fieldset>
          <fieldset className={classes.fields}>
            <legend>{t("company.usual")}</legend>
            <div className={classes.two}>
              <NativeSelect
                label={t("company.language")}
                description={t("company.languageHelp")}
                value={values.language}
                onChange={({ currentTarget }) => change({ language: currentTarget.value as CompanyValues["language"] })}
                data={customerLanguages.map((one) => ({ value: one, label: languageName(one, language) }))}
              />
              <NativeSelect
                label={t("company.timeZone")}
                description={t("company.timeZoneHelp")}
                value={values.timeZone}
                error={at("timeZone")}
                onChange={({ currentTarget }) => change({ timeZone: currentTarget.value })}
                data={timeZones(values.timeZone)}
              />
            </div>
          </fieldset>
          {theirs !== null && (
            <Conflict
              by={company.changedBy}
              at={company.changedAt}
              theirs={read(theirs)}
              mine={read(values)}
              onTake={takeTheirs}
              onKeep={keepMine}
            />
          )}
        </SaveForm>
      </Changeable>
    </section>
  );
}

/** The company as it is read, under the names of its fields. */
function useReadValues(): (values: CompanyValues) => Record<string, string> {
  const { t, language, country } = useWords();
  return (values) => ({
    [t("setup.vat")]: values.vatIdentifier,
    [t("setup.companyName")]: values.name,
    [t("company.register", { context: country })]: values.legalRegistrationIdentifier,
    [t("company.gln")]: values.gln,
    [t("setup.country")]: countryName(values.country, language),
    [t("company.address")]: addressLines(values.address, language).join(", "),
    [t("setup.email")]: values.email,
    [t("party.phone")]: values.phone,
    [t("company.iban")]: values.iban,
    [t("company.term")]: values.paymentTermDays,
    [t("company.language")]: languageName(values.language, language),
    [t("company.timeZone")]: values.timeZone,
  });
}
