import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf, type Schemas } from "#dashboard/api/client.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { addressLines } from "./address-fields.tsx";
import { Notice } from "./notice.tsx";
import classes from "./vat-field.module.css";

export type FoundCompany = Schemas["FoundCompany"];

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Name and address, once the person has seen and wants them. */
  readonly onTake: (found: FoundCompany) => void;
  readonly fault: string | null;
  readonly autoFocus?: boolean;
}

/** A VAT number, and what the European register says of it. Nothing is filled in before the person says so. */
export function VatField({ value, onChange, onTake, fault, autoFocus = false }: Props) {
  const { t } = useWords();
  const api = useApi();
  const look = useMutation({
    mutationFn: () =>
      answered(api.client.GET("/api/companies/{vatNumber}", { params: { path: { vatNumber: value.trim() } } })),
  });
  const refusal = refusalOf(look.error);
  const isAway = look.error !== null && (refusal === null || refusal.code === "remote.unavailable");
  const own = isAway ? null : (refusal?.errors?.[0]?.message ?? refusal?.title ?? null);
  return (
    <div className={classes.field}>
      <div className={classes.line}>
        <TextInput
          label={t("setup.vat")}
          description={t("setup.vatHelp")}
          autoFocus={autoFocus}
          maxLength={60}
          value={value}
          error={fault ?? own}
          onChange={({ currentTarget }) => {
            look.reset();
            onChange(currentTarget.value);
          }}
        />
        <Button
          variant="default"
          loading={look.isPending}
          disabled={value.trim() === ""}
          onClick={() => look.mutate()}
        >
          {t("lookUp.button")}
        </Button>
      </div>
      <div role="status">
        {isAway && (
          <Notice look="unknown">
            <p>{t("lookUp.away")}</p>
          </Notice>
        )}
        {look.data !== undefined && (
          <Answer
            found={look.data}
            onTake={() => {
              onTake(look.data);
              look.reset();
            }}
          />
        )}
      </div>
    </div>
  );
}

function Answer({ found, onTake }: { readonly found: FoundCompany; readonly onTake: () => void }) {
  const { t, language } = useWords();
  if (!found.valid) {
    return (
      <Notice look="act">
        <p>{t("lookUp.unknown")}</p>
      </Notice>
    );
  }
  const lines = [found.name, ...addressLines(found.address, language)].filter((line) => line !== "");
  if (found.name === "") {
    return (
      <Notice look="done">
        <p>{t("lookUp.nothing")}</p>
      </Notice>
    );
  }
  return (
    <Notice
      look="done"
      actions={
        <Button variant="default" onClick={onTake}>
          {t("lookUp.takeButton")}
        </Button>
      }
    >
      <p>{t("lookUp.found")}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}
