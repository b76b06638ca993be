import { Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./file-drop.module.css";
import { StateShape } from "./state-chip.tsx";

interface Props {
  readonly accept: string;
  readonly button: string;
  /** What kind of file, and how large. */
  readonly help: string;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
  /** Why this file cannot be right, before it is sent; null when it may be. */
  readonly refuse: (file: File) => string | null;
}

/** A file by dropping it, or by the button: that is all there is on a phone. */
export function FileDrop({ accept, button, help, isBusy, onFile, refuse }: Props) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const take = (file: File | undefined): void => {
    if (file === undefined) return;
    const why = refuse(file);
    setFault(why);
    if (why === null) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]);
          // The same file may be chosen again after it was mended.
          currentTarget.value = "";
        }}
      />
      <Button
        variant="default"
        loading={isBusy}
        leftSection={<IconUpload size={16} aria-hidden />}
        onClick={() => input.current?.click()}
      >
        {button}
      </Button>
      <p className="quiet small">
        {help} <span className={classes.mouse}>{t("file.drag")}</span>
      </p>
      {fault !== null && (
        <p role="alert" className={classes.fault}>
          <StateShape look="failed" />
          {fault}
        </p>
      )}
    </div>
  );
}
