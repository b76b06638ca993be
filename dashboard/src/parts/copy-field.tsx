import { useId } from "react";
import { CopyButton } from "./copy-button.tsx";
import classes from "./copy-field.module.css";

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
      <CopyButton what={label} value={value} />
    </div>
  );
}
