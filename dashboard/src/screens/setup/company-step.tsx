import { NativeSelect, TextInput } from "@mantine/core";
import { useRouteContext } from "@tanstack/react-router";
import { answered } from "#dashboard/api/client.ts";
import { VatLookUp } from "#dashboard/parts/vat-field.tsx";
import type { Faults } from "#dashboard/parts/use-faults.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { countries, examples, withPrefix, type Country, type Setup } from "./setup-fields.ts";

interface Props {
  readonly company: Setup["company"];
  readonly code: string;
  readonly faultAt: Faults["at"];
  readonly change: (changes: Partial<Setup["company"]>) => void;
}

const isOurs = (country: string): country is Country => countries.some((known) => known === country);

/** The country first: it decides what the fields are called. Then the VAT number, which fills in the rest where the register tells. */
export function CompanyStep({ company, code, faultAt, change }: Props) {
  const { t } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const { country } = company;
  return (
    <>
      <NativeSelect
        label={t("setup.country")}
        value={country}
        autoFocus
        onChange={({ currentTarget: { value } }) => isOurs(value) && change({ country: value })}
        data={countries.map((one) => ({ value: one, label: t(`setup.country.${one}`) }))}
      />
      <VatLookUp
        value={company.vat}
        help={t("setup.vatExample", { example: examples[country] })}
        fault={faultAt("administration.vatIdentifier")}
        takesAtOnce
        onChange={(vat) => change({ vat })}
        find={(vat) =>
          answered(
            hub.GET("/api/setup/companies/{vatNumber}", {
              params: { path: { vatNumber: withPrefix(vat, country) }, query: code === "" ? {} : { code } },
            }),
          )
        }
        onTake={({ vatIdentifier, country: found, name, address }) =>
          change({
            vat: vatIdentifier,
            name,
            street: address.streetName,
            postalZone: address.postalZone,
            city: address.cityName,
            ...(isOurs(found) && { country: found }),
          })
        }
      />
      <TextInput
        label={t("setup.companyName")}
        autoComplete="organization"
        required
        value={company.name}
        error={faultAt("administration.name")}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        label={t("setup.street")}
        autoComplete="street-address"
        value={company.street}
        onChange={({ currentTarget }) => change({ street: currentTarget.value })}
      />
      <TextInput
        label={t("setup.postalZone")}
        autoComplete="postal-code"
        value={company.postalZone}
        onChange={({ currentTarget }) => change({ postalZone: currentTarget.value })}
      />
      <TextInput
        label={t("setup.city")}
        autoComplete="address-level2"
        value={company.city}
        onChange={({ currentTarget }) => change({ city: currentTarget.value })}
      />
      <TextInput
        label={t("setup.iban")}
        description={t("setup.ibanHelp")}
        autoComplete="off"
        spellCheck={false}
        value={company.iban}
        error={faultAt("administration.iban")}
        onChange={({ currentTarget }) => change({ iban: currentTarget.value })}
      />
    </>
  );
}
