import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useAnnounce } from "./announce.tsx";
import { copyText } from "./copy-text.ts";

interface Props {
  /** Names it for a screen reader. */
  readonly what: string;
  /** A function is asked when it is needed, and only then. */
  readonly value: string | (() => string | Promise<string>);
  readonly isSmall?: boolean;
}

export function CopyButton({ what, value, isSmall = false }: Props) {
  const { t } = useWords();
  const announce = useAnnounce();
  const copy = async (): Promise<void> => {
    await copyText(typeof value === "string" ? value : await value());
    announce(t("button.copied"));
  };
  const button = t("button.copy");
  return (
    <Button
      variant="default"
      {...(isSmall && { size: "xs", leftSection: <IconCopy size={16} aria-hidden /> })}
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
