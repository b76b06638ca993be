import { NativeSelect, TextInput } from "@mantine/core";
import type { Schemas } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { countryName, countryOptions } from "./countries.ts";
import classes from "./save-form.module.css";

export type Address = Schemas["Party"]["addresses"]["postal"];

export const emptyAddress: Address = {
  name: "",
  streetName: "",
  additionalStreetName: "",
  cityName: "",
  postalZone: "",
  countrySubentity: "",
  countryCode: "",
};

interface Props {
  readonly address: Address;
  readonly change: (changes: Partial<Address>) => void;
  /** What the hub says of a field of it. */
  readonly fault: (field: keyof Address) => string | null;
  /** Of a place of delivery: who receives there. */
  readonly hasName?: boolean;
  /** False: its country stands elsewhere in the form. */
  readonly hasCountry?: boolean;
}

export function AddressFields({ address, change, fault, hasName = false, hasCountry = true }: Props) {
  const { t, language } = useWords();
  return (
    <>
      {hasName && (
        <TextInput
          label={t("address.name")}
          maxLength={500}
          value={address.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
      )}
      <TextInput
        label={t("setup.street")}
        maxLength={500}
        value={address.streetName}
        error={fault("streetName")}
        onChange={({ currentTarget }) => change({ streetName: currentTarget.value })}
      />
      <TextInput
        label={t("address.more")}
        maxLength={500}
        value={address.additionalStreetName}
        onChange={({ currentTarget }) => change({ additionalStreetName: currentTarget.value })}
      />
      <div className={`${classes.three} ${hasCountry ? "" : classes.pair}`}>
        <TextInput
          label={t("setup.postalZone")}
          maxLength={40}
          value={address.postalZone}
          error={fault("postalZone")}
          onChange={({ currentTarget }) => change({ postalZone: currentTarget.value })}
        />
        <TextInput
          label={t("setup.city")}
          maxLength={200}
          value={address.cityName}
          error={fault("cityName")}
          onChange={({ currentTarget }) => change({ cityName: currentTarget.value })}
        />
        {hasCountry && (
          <NativeSelect
            label={t("setup.country")}
            value={address.countryCode}
            error={fault("countryCode")}
            onChange={({ currentTarget }) => change({ countryCode: currentTarget.value })}
            data={[{ value: "", label: "–" }, ...countryOptions(language)]}
          />
        )}
      </div>
    </>
  );
}

/** The lines of an address as they stand on a letter; none for an empty one. */
export const addressLines = (
  { name, streetName, additionalStreetName, postalZone, cityName, countryCode }: Address,
  language: Parameters<typeof countryName>[1],
): string[] =>
  [
    name,
    streetName,
    additionalStreetName,
    `${postalZone} ${cityName}`.trim(),
    countryCode === "" ? "" : countryName(countryCode, language),
  ].filter((line) => line !== "");
