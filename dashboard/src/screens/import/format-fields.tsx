import { NativeSelect } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Import } from "./import-query.ts";
import classes from "./import.module.css";

type Format = Import["format"];

const encodings = {
  "utf-8": "utf8",
  "windows-1252": "windows1252",
  "utf-16le": "utf16le",
  "utf-16be": "utf16be",
} as const satisfies Readonly<Record<Format["encoding"], string>>;
const separators = { ";": "semicolon", ",": "comma", "\t": "tab", "|": "bar" } as const;

interface Props {
  readonly format: Format;
  readonly onChange: (changes: Partial<Format>) => void;
  readonly isBusy: boolean;
}

/** How the file is written, as it was recognised; wrong now and then, so it can be said. */
export function FormatFields({ format, onChange, isBusy }: Props) {
  const { t } = useWords();
  return (
    <div className={classes.format}>
      <NativeSelect
        label={t("import.encoding")}
        disabled={isBusy}
        value={format.encoding}
        onChange={({ currentTarget }) => onChange({ encoding: currentTarget.value as Format["encoding"] })}
        data={Object.entries(encodings).map(([value, name]) => ({ value, label: t(`import.encoding.${name}`) }))}
      />
      <NativeSelect
        label={t("import.separator")}
        disabled={isBusy}
        value={format.separator}
        onChange={({ currentTarget }) => onChange({ separator: currentTarget.value as Format["separator"] })}
        data={Object.entries(separators).map(([value, name]) => ({ value, label: t(`import.separator.${name}`) }))}
      />
      <NativeSelect
        label={t("import.decimal")}
        disabled={isBusy}
        value={format.decimal}
        onChange={({ currentTarget }) => onChange({ decimal: currentTarget.value as Format["decimal"] })}
        data={(["comma", "point"] as const).map((one) => ({ value: one, label: t(`import.decimal.${one}`) }))}
      />
      <NativeSelect
        label={t("import.header")}
        disabled={isBusy}
        value={String(format.hasHeader)}
        onChange={({ currentTarget }) => onChange({ hasHeader: currentTarget.value === "true" })}
        data={[
          { value: "true", label: t("import.header.names") },
          { value: "false", label: t("import.header.row") },
        ]}
      />
    </div>
  );
}
