import { NativeSelect, TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import { attributeOf, fromAttribute, textSources } from "./catalogue-settings.ts";
import classes from "./catalogue.module.css";

interface Props {
  readonly label: string;
  readonly from: string;
  readonly change: (from: string) => void;
  readonly error?: string | null;
  /** No head of a column says what it is. */
  readonly isAlone?: boolean;
}

const attribute = "attribute";

/** Which field of the source a text comes from: one every source has, or a free one by its own name there. */
export function SourceField({ label, from, change, error = null, isAlone = false }: Props) {
  const { t } = useWords();
  const name = attributeOf(from);
  return (
    <div className={classes.options}>
      <NativeSelect
        {...(isAlone && { label: t("catalogue.comesFrom") })}
        aria-label={label}
        value={name === null ? from : attribute}
        data={[
          ...textSources.map((source) => ({ value: source, label: t(`catalogue.source.${source}`) })),
          { value: attribute, label: t("catalogue.source.attribute") },
        ]}
        onChange={({ currentTarget: { value } }) => change(value === attribute ? fromAttribute("") : value)}
      />
      {name !== null && (
        <TextInput
          aria-label={t("mappings.named", { what: label, value: t("catalogue.source.attributeName") })}
          placeholder={t("catalogue.source.attributeName")}
          required
          maxLength={200}
          value={name}
          error={error}
          onChange={({ currentTarget }) => change(fromAttribute(currentTarget.value))}
        />
      )}
    </div>
  );
}
