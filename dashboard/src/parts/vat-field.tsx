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
export function VatField(props: Props) {
  const api = useApi();
  const find = (vatNumber: string): Promise<FoundCompany> =>
    answered(api.client.GET("/api/companies/{vatNumber}", { params: { path: { vatNumber } } }));
  return <VatLookUp {...props} find={find} />;
}

interface LookUpProps extends Props {
  readonly find: (vatNumber: string) => Promise<FoundCompany>;
  readonly help?: string;
  /** Taken over without asking, where nothing stands yet. */
  readonly takesAtOnce?: boolean;
}

/** The same before there is an administration to ask for. */
export function VatLookUp(props: LookUpProps) {
  const { value, onChange, onTake, fault, find, help, autoFocus = false, takesAtOnce = false } = props;
  const { t } = useWords();
  const look = useMutation({
    mutationFn: () => find(value.trim()),
    onSuccess: (found) => {
      if (takesAtOnce && found.valid && found.name !== "") onTake(found);
    },
  });
  const refusal = refusalOf(look.error);
  const isAway = look.error !== null && (refusal === null || refusal.code === "remote.unavailable");
  const own = isAway ? null : (refusal?.errors?.[0]?.message ?? refusal?.title ?? null);
  return (
    <div className={classes.field}>
      <div className={classes.line}>
        <TextInput
          label={t("setup.vat")}
          description={help ?? t("setup.vatHelp")}
          autoFocus={autoFocus}
          maxLength={60}
          value={value}
          error={fault ?? own}
          onChange={({ currentTarget }) => {
            look.reset();
            onChange(currentTarget.value);
          }}
        />
        <Button variant="default" loading={look.isPending} disabled={value.trim() === ""} onClick={() => look.mutate()}>
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
            onTake={
              takesAtOnce
                ? undefined
                : () => {
                    onTake(look.data);
                    look.reset();
                  }
            }
          />
        )}
      </div>
    </div>
  );
}

interface AnswerProps {
  readonly found: FoundCompany;
  /** Undefined: it was taken over already. */
  readonly onTake: (() => void) | undefined;
}

function Answer({ found, onTake }: AnswerProps) {
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
        onTake !== undefined && (
          <Button variant="default" onClick={onTake}>
            {t("lookUp.takeButton")}
          </Button>
        )
      }
    >
      <p>{t("lookUp.found")}</p>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  );
}
