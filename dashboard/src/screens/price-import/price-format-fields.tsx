import { NativeSelect } from "@mantine/core";
import importClasses from "#dashboard/screens/import/import.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { GivenFormat } from "./given-format.ts";
import type { PriceImport } from "./price-import-queries.ts";

type Format = NonNullable<PriceImport["format"]>;

const encodings = {
  "utf-8": "utf8",
  "windows-1252": "windows1252",
  cp850: "dos",
  "utf-16le": "utf16le",
  "utf-16be": "utf16be",
} as const satisfies Readonly<Record<Format["encoding"], string>>;
const separators = { ";": "semicolon", ",": "comma", "\t": "tab", "|": "bar" } as const;
/** Lines a head may stand on. */
const lines = Array.from({ length: 20 }, (_, index) => index + 1);

interface Props {
  readonly format: Format;
  readonly onChange: (changes: GivenFormat) => void;
  readonly isBusy: boolean;
}

/** How the file is written, as it was recognised; wrong now and then, so it can be said. */
export function PriceFormatFields({ format, onChange, isBusy }: Props) {
  const { t } = useWords();
  const isDatanorm = format.kind === "datanorm";
  return (
    <div className={importClasses.format}>
      <NativeSelect
        label={t("priceImport.kind")}
        disabled={isBusy}
        value={format.kind}
        onChange={({ currentTarget }) => onChange({ kind: currentTarget.value as Format["kind"] })}
        data={[
          { value: "csv", label: t("priceImport.kind.csv") },
          {
            value: "datanorm",
            label: t("priceImport.kind.datanorm"),
          },
        ]}
      />
      <NativeSelect
        label={t("import.encoding")}
        disabled={isBusy}
        value={format.encoding}
        onChange={({ currentTarget }) => onChange({ encoding: currentTarget.value as Format["encoding"] })}
        data={Object.entries(encodings).map(([value, name]) => ({
          value,
          label: name === "dos" ? t("priceImport.encoding.dos") : t(`import.encoding.${name}`),
        }))}
      />
      {isDatanorm ? (
        <NativeSelect
          label={t("priceImport.version")}
          disabled={isBusy}
          value={String(format.version ?? 4)}
          onChange={({ currentTarget }) => onChange({ version: currentTarget.value === "5" ? 5 : 4 })}
          data={["4", "5"]}
        />
      ) : (
        <>
          <NativeSelect
            label={t("import.separator")}
            disabled={isBusy}
            value={format.separator}
            onChange={({ currentTarget }) => onChange({ separator: currentTarget.value as Format["separator"] })}
            data={Object.entries(separators).map(([value, name]) => ({ value, label: t(`import.separator.${name}`) }))}
          />
          <NativeSelect
            label={t("priceImport.header")}
            disabled={isBusy}
            value={String(format.headerLine)}
            onChange={({ currentTarget }) => onChange({ headerLine: Number(currentTarget.value) })}
            data={[
              { value: "0", label: t("priceImport.noHeader") },
              ...lines.map((line) => ({ value: String(line), label: t("priceImport.headerLine", { number: line }) })),
            ]}
          />
        </>
      )}
    </div>
  );
}
