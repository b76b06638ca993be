import { TextInput } from "@mantine/core";
import { NewPassword } from "#dashboard/parts/new-password.tsx";
import type { Faults } from "#dashboard/parts/use-faults.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Setup } from "./setup-fields.ts";

interface Props {
  readonly account: Setup["account"];
  readonly codeNeeded: boolean;
  readonly faultAt: Faults["at"];
  readonly change: (changes: Partial<Setup["account"]>) => void;
}

export function AccountStep({ account, codeNeeded, faultAt, change }: Props) {
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
        autoFocus
        required
        value={account.name}
        error={faultAt("user.name")}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        label={t("setup.email")}
        type="email"
        autoComplete="username"
        required
        value={account.email}
        error={faultAt("user.email")}
        onChange={({ currentTarget }) => change({ email: currentTarget.value })}
      />
      <NewPassword
        value={account.password}
        onChange={(password) => change({ password })}
        fault={faultAt("user.password")}
      />
    </>
  );
}
