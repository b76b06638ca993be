import { Button } from "@mantine/core";
import { useId } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useAnnounce } from "./announce.tsx";
import classes from "./copy-field.module.css";
import { copyText } from "./copy-text.ts";

interface Props {
  readonly label: string;
  readonly value: string;
  /** The language of the value, when it is a text for somebody else. */
  readonly lang?: string;
}

/** Something to take over elsewhere, whole: to read, to select and to copy. */
export function CopyField({ label, value, lang }: Props) {
  const id = useId();
  return (
    <div className={classes.field}>
      <span id={id} className={classes.label}>
        {label}
      </span>
      <span className={classes.value} aria-labelledby={id} lang={lang} role="group">
        {value}
      </span>
      <CopyButton what={label} value={() => value} />
    </div>
  );
}

interface ButtonProps {
  readonly what: string;
  /** Asked when it is needed, and only then. */
  readonly value: () => string | Promise<string>;
}

export function CopyButton({ what, value }: ButtonProps) {
  const { t } = useWords();
  const announce = useAnnounce();
  const copy = async (): Promise<void> => {
    await copyText(await value());
    announce(t("button.copied"));
  };
  const button = t("button.copy");
  return (
    <Button
      variant="default"
      aria-label={t("webhooks.copyOf", { button, what })}
      onClick={() => {
        // Whoever gives the value says why it could not.
        copy().catch(() => undefined);
      }}
    >
      {button}
    </Button>
  );
}
