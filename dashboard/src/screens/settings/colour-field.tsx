import { TextInput } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./settings.module.css";
import { contrastOnPaper, isColour } from "./style-values.ts";

interface Props {
  readonly colour: string;
  readonly change: (colour: string) => void;
  readonly fault: string | null;
}

/** The colour of the house, with what becomes of it on white paper when it is too pale. */
export function ColourField({ colour, change, fault }: Props) {
  const { t } = useWords();
  const isKnown = isColour(colour);
  const isPale = isKnown && contrastOnPaper(colour) < 4.5;
  return (
    <div>
      <div className={classes.colour}>
        <TextInput
          label={t("style.colour")}
          pattern="#[0-9A-Fa-f]{6}"
          required
          spellCheck={false}
          value={colour}
          error={fault ?? (isKnown ? null : t("style.colourForm"))}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
        <input
          type="color"
          aria-label={t("style.colourPick")}
          value={isKnown ? colour.toLowerCase() : "#000000"}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      </div>
      {isKnown && <p className="quiet small">{isPale ? t("style.pale") : t("style.dark")}</p>}
    </div>
  );
}
