import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./copy-button.module.css";

/** Over plain http, on a local network, browsers have no clipboard of their own. */
async function copy(text: string): Promise<void> {
  if (window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

/** Copies a text; says so in its own place. `what` names it for a screen reader. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setCopied(false), 2_000);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return (
    <button type="button" className={classes.copy} onClick={() => void copy(text).then(() => setCopied(true))}>
      {isCopied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      <span aria-live="polite">{isCopied ? t("button.copied") : t("button.copy")}</span>
      <span className="spoken-only">: {what}</span>
    </button>
  );
}
