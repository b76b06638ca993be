import { Button } from "@mantine/core";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { LocalCopy } from "./local-copy.ts";
import type { Draft } from "./use-draft.ts";
import classes from "./editor.module.css";

interface Props {
  readonly draft: Draft;
  readonly offered: LocalCopy;
}

/** Work of an earlier visit that was not saved: it is offered back, never put in place unasked. */
export function Offer({ draft, offered }: Props) {
  const { t, format } = useWords();
  return (
    <section className={classes.offer} aria-label={t("editor.offer")}>
      <p>{t("editor.offerBody", { time: format.when(offered.savedAt) })}</p>
      <div className={panel.buttons}>
        <Button variant="default" onClick={draft.takeOffered}>
          {t("editor.takeOfferButton")}
        </Button>
        <Button variant="subtle" onClick={draft.dropOffered}>
          {t("editor.dropOfferButton")}
        </Button>
      </div>
    </section>
  );
}
