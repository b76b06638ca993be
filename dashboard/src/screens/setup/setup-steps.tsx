import { NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import { countries, type Setup } from "./setup-fields.ts";

interface AccountProps {
  readonly account: Setup["account"];
  readonly codeNeeded: boolean;
  readonly change: (changes: Partial<Setup["account"]>) => void;
}

export function AccountStep({ account, codeNeeded, change }: AccountProps) {
  const { t } = useWords();
  return (
    <>
      {codeNeeded && (
        <TextInput
          label={t("setup.code")}
          description={t("setup.codeHelp")}
          required
          autoComplete="off"
          value={account.code}
          onChange={({ currentTarget }) => change({ code: currentTarget.value })}
        />
      )}
      <TextInput
        label={t("setup.name")}
        autoComplete="name"
        required
        value={account.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        label={t("setup.email")}
        type="email"
        autoComplete="username"
        required
        value={account.email}
        onChange={({ currentTarget }) => change({ email: currentTarget.value })}
      />
      <PasswordInput
        label={t("setup.password")}
        description={t("password.rule")}
        autoComplete="new-password"
        required
        minLength={10}
        value={account.password}
        onChange={({ currentTarget }) => change({ password: currentTarget.value })}
      />
    </>
  );
}

interface CompanyProps {
  readonly company: Setup["company"];
  readonly change: (changes: Partial<Setup["company"]>) => void;
}

export function CompanyStep({ company, change }: CompanyProps) {
  const { t } = useWords();
  return (
    <>
      <TextInput
        label={t("setup.companyName")}
        autoComplete="organization"
        required
        autoFocus
        value={company.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <NativeSelect
        label={t("setup.country")}
        value={company.country}
        onChange={({ currentTarget }) => change({ country: currentTarget.value })}
        data={countries.map((country) => ({ value: country, label: t(`setup.country.${country}`) }))}
      />
      <TextInput
        label={t("setup.vat")}
        description={t("setup.vatHelp")}
        autoComplete="off"
        value={company.vat}
        onChange={({ currentTarget }) => change({ vat: currentTarget.value })}
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
    </>
  );
}
