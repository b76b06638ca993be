import { NativeSelect, PasswordInput, Textarea, TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connector } from "./connection-state.ts";
import { partsOf, type Entry, type Field } from "./entry.ts";
import classes from "./connections.module.css";

interface Props {
  readonly fields: readonly Field[];
  readonly entry: Entry;
  readonly change: (name: string, text: string) => void;
  readonly faults: Readonly<Record<string, string>>;
  /** A check has been there: what it found out is shown too. */
  readonly withLearnt?: boolean;
  readonly isReadOnly?: boolean;
}

/** The settings a product cannot do without. */
export const FrontFields = ({ fields, ...props }: Omit<Props, "withLearnt">) =>
  partsOf(fields).front.map((field) => <OneField key={field.name} field={field} {...props} />);

/** These settings, whatever they are. */
export const PlainFields = ({ fields, ...props }: Omit<Props, "withLearnt">) =>
  fields.map((field) => <OneField key={field.name} field={field} {...props} />);

/** Settings with a good default, and what a check found out. A fault unfolds what it is in. */
export function FoldedFields({ fields, withLearnt = false, ...props }: Props) {
  const { t } = useWords();
  const { more, learnt } = partsOf(fields);
  const isFaulty = (list: readonly Field[]): boolean => list.some(({ name }) => `settings.${name}` in props.faults);
  const folds = [
    { title: t("connection.more"), help: "", list: more },
    { title: t("connection.learnt"), help: t("connection.learntHelp"), list: withLearnt ? learnt : [] },
  ];
  return folds
    .filter(({ list }) => list.length > 0)
    .map(({ title, help, list }) => (
      <details key={title} className={classes.fold} open={isFaulty(list)}>
        <summary>{title}</summary>
        {help !== "" && <p className="quiet small">{help}</p>}
        {list.map((field) => (
          <OneField key={field.name} field={field} {...props} />
        ))}
      </details>
    ));
}

type OneProps = Omit<Props, "fields" | "withLearnt"> & { readonly field: Field };

function OneField({ field, entry, change, faults, isReadOnly = false }: OneProps) {
  const { t } = useWords();
  const { name, label, kind, isNeeded, choices, placeholder, initial } = field;
  const value = entry[name] ?? "";
  const common = { label, value, error: faults[`settings.${name}`], disabled: isReadOnly, name };
  if (kind === "choice" || kind === "yesNo") {
    const empty = kind === "yesNo" && initial === null ? [{ value: "", label: t("connection.unknown") }] : [];
    const yesNo = [
      { value: "yes", label: t("connection.yes") },
      { value: "no", label: t("connection.no") },
    ];
    return (
      <NativeSelect
        {...common}
        data={[...empty, ...(kind === "choice" ? choices : yesNo)]}
        onChange={({ currentTarget }) => change(name, currentTarget.value)}
      />
    );
  }
  if (kind === "list")
    return (
      <Textarea
        {...common}
        description={t("connection.list")}
        rows={3}
        spellCheck={false}
        onChange={({ currentTarget }) => change(name, currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      required={isNeeded}
      placeholder={placeholder}
      {...(kind === "address" && { inputMode: "url" as const, autoCapitalize: "none", spellCheck: false })}
      onChange={({ currentTarget }) => change(name, currentTarget.value)}
    />
  );
}

interface KeyProps {
  readonly connector: Connector;
  readonly keys: Entry;
  readonly change: (name: string, text: string) => void;
  readonly faults: Readonly<Record<string, string>>;
  /** There are keys already: what stays empty stays as it is. */
  readonly isReplacing?: boolean;
}

/** Keys of the other side: written, never read back. */
export function KeyFields({ connector, keys, change, faults, isReplacing = false }: KeyProps) {
  const { t } = useWords();
  return connector.credentials.map(({ name, label }) => (
    <PasswordInput
      key={name}
      label={label}
      required={!isReplacing}
      {...(isReplacing && { description: t("connection.keysReplace") })}
      value={keys[name] ?? ""}
      error={faults[`credentials.${name}`]}
      autoComplete="off"
      spellCheck={false}
      onChange={({ currentTarget }) => change(name, currentTarget.value)}
    />
  ));
}
