import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { AddressFields, emptyAddress } from "#dashboard/parts/address-fields.tsx";
import classes from "#dashboard/parts/save-form.module.css";
import { VatField } from "#dashboard/parts/vat-field.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { customerLanguages, languageName } from "./customer-languages.ts";
import { withFound, type PartyValues } from "./party-values.ts";

interface Props {
  readonly values: PartyValues;
  readonly change: (changes: Partial<PartyValues>) => void;
  readonly at: (field: string) => string | null;
  readonly isNew: boolean;
}

/** The fields of a contact: who, how to reach them, where the bill goes and where the goods. */
export function PartyFields({ values, change, at, isNew }: Props) {
  const { t, language } = useWords();
  return (
    <>
      <VatField
        value={values.vatIdentifier}
        onChange={(vatIdentifier) => change({ vatIdentifier })}
        onTake={(found) => change(withFound(values, found))}
        fault={at("vatIdentifier")}
        autoFocus={isNew}
      />
      <TextInput
        label={t("parties.name")}
        required
        maxLength={500}
        value={values.name}
        error={at("name")}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <div className={classes.two}>
        <TextInput
          label={t("party.contactName")}
          maxLength={500}
          value={values.contactName}
          onChange={({ currentTarget }) => change({ contactName: currentTarget.value })}
        />
        <NativeSelect
          label={t("party.language")}
          value={values.language}
          onChange={({ currentTarget }) => change({ language: currentTarget.value })}
          data={[
            { value: "", label: t("party.languageUsual") },
            ...customerLanguages.map((one) => ({ value: one, label: languageName(one, language) })),
          ]}
        />
      </div>
      <div className={classes.two}>
        <TextInput
          label={t("setup.email")}
          type="email"
          maxLength={254}
          value={values.email}
          error={at("email")}
          onChange={({ currentTarget }) => change({ email: currentTarget.value })}
        />
        <TextInput
          label={t("party.phone")}
          type="tel"
          maxLength={60}
          value={values.phone}
          onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
        />
      </div>
      <fieldset className={classes.fields}>
        <legend>{t("party.postal")}</legend>
        <AddressFields
          address={values.postal}
          change={(changes) => change({ postal: { ...values.postal, ...changes } })}
          fault={(field) => at(`addresses.postal.${field}`)}
        />
      </fieldset>
      <DeliveryPlaces values={values} change={change} at={at} />
    </>
  );
}

function DeliveryPlaces({ values, change, at }: Omit<Props, "isNew">) {
  const { t } = useWords();
  const { delivery } = values;
  return (
    <>
      {delivery.map((address, index) => (
        // The places of an address have no names of their own.
        <fieldset key={index} className={classes.fields}>
          <legend>{t("party.delivery", { count: index + 1 })}</legend>
          <AddressFields
            hasName
            address={address}
            change={(changes) =>
              change({ delivery: delivery.map((one, place) => (place === index ? { ...one, ...changes } : one)) })
            }
            fault={(field) => at(`addresses.delivery.${index}.${field}`)}
          />
          <div>
            <Button
              variant="subtle"
              onClick={() => change({ delivery: delivery.filter((_, place) => place !== index) })}
            >
              {t("party.deliveryRemoveButton", { count: index + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {delivery.length < 50 && (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => change({ delivery: [...delivery, emptyAddress] })}
          >
            {t("party.deliveryAddButton")}
          </Button>
        </div>
      )}
    </>
  );
}
