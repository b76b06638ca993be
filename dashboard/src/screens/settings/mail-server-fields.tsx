import { Button, NativeSelect, PasswordInput, TextInput } from "@mantine/core";
import { Notice } from "#dashboard/parts/notice.tsx";
import fields from "#dashboard/parts/save-form.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { MailSettings } from "./mail-screen.tsx";
import { recipeOf, withRecipe, type MailValues } from "./mail-values.ts";
import classes from "./settings.module.css";

interface Props {
  readonly values: MailValues;
  readonly change: (changes: Partial<MailValues>) => void;
  readonly at: (field: string) => string | null;
  readonly settings: MailSettings;
}

const securities = ["starttls", "tls", "none"] as const;

/** One's own mail server: by the recipe of a provider, or field by field. */
export function MailServerFields({ values, change, at, settings }: Props) {
  const { t } = useWords();
  const recipe = recipeOf(settings.recipes, values);
  // A kept password goes to the server it was given for and to no other.
  const isKept =
    settings.hasPassword &&
    values.host === settings.host &&
    values.port === String(settings.port) &&
    values.user === settings.user;
  return (
    <fieldset className={fields.fields}>
      <legend>{t("mail.server")}</legend>
      <div>
        <p className="quiet">{t("mail.recipes")}</p>
        <div className={classes.recipes}>
          {settings.recipes.map((one) => (
            <Button
              key={one.id}
              variant={one === recipe ? "light" : "default"}
              aria-pressed={one === recipe}
              onClick={() => change(withRecipe(values, one))}
            >
              {one.name}
            </Button>
          ))}
        </div>
      </div>
      {recipe?.endsPasswords === true && (
        <Notice look="act">
          <strong>{t("mail.endsPasswords", { provider: recipe.name })}</strong>
          <p>{t("mail.endsPasswordsBody")}</p>
        </Notice>
      )}
      <TextInput
        label={t("mail.host")}
        required
        autoComplete="off"
        spellCheck={false}
        value={values.host}
        error={at("host")}
        onChange={({ currentTarget }) => change({ host: currentTarget.value })}
      />
      <div className={fields.two}>
        <TextInput
          label={t("mail.port")}
          required
          inputMode="numeric"
          pattern="\d{1,5}"
          value={values.port}
          error={at("port")}
          onChange={({ currentTarget }) => change({ port: currentTarget.value })}
        />
        <NativeSelect
          label={t("mail.security")}
          description={t("mail.securityHelp")}
          value={values.security}
          error={at("security")}
          onChange={({ currentTarget }) => change({ security: currentTarget.value as MailValues["security"] })}
          data={securities.map((one) => ({ value: one, label: t(`mail.security.${one}`) }))}
        />
      </div>
      <div className={fields.two}>
        <TextInput
          label={t("mail.user")}
          description={recipe === undefined ? undefined : t("mail.userAddress")}
          autoComplete="off"
          value={values.user}
          error={at("user")}
          onChange={({ currentTarget }) => change({ user: currentTarget.value })}
        />
        <PasswordInput
          label={t("setup.password")}
          description={
            isKept
              ? t("mail.passwordKept")
              : recipe?.signIn === "appPassword"
                ? t("mail.appPassword")
                : t("mail.passwordHelp")
          }
          autoComplete="new-password"
          value={values.password}
          error={at("password")}
          onChange={({ currentTarget }) => change({ password: currentTarget.value })}
        />
      </div>
    </fieldset>
  );
}
