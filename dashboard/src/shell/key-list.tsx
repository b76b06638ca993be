import "@mantine/core/styles/Kbd.css";
import { Kbd } from "@mantine/core";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./key-list.module.css";
import { goLetters } from "./keys.ts";
import { useMenu } from "./use-menu.ts";

/** Which keys there are; only screens this person has. */
export function KeyList({ close }: { readonly close: () => void }) {
  const { t } = useWords();
  const shown = useMenu();
  const letters = Object.entries(goLetters).flatMap(([letter, destination]) => {
    const entry = shown.find((one) => one.destination === destination);
    return entry === undefined ? [] : [{ keys: ["g", letter], text: t(entry.text) }];
  });
  const rows: readonly { readonly keys: readonly string[]; readonly text: string }[] = [
    { keys: ["Ctrl K"], text: t("keys.search") },
    { keys: ["f"], text: t("keys.filter") },
    { keys: ["j", "k"], text: t("keys.rows") },
    { keys: ["Enter"], text: t("keys.open") },
    { keys: ["n", "p"], text: t("keys.record") },
    { keys: ["r"], text: t("keys.retry") },
    { keys: ["w"], text: t("keys.process") },
    { keys: ["s"], text: t("keys.skip") },
    { keys: ["e"], text: t("keys.edit") },
    { keys: ["c"], text: t("keys.copyLink") },
    { keys: ["Ctrl S"], text: t("keys.save") },
    { keys: ["Ctrl Enter"], text: t("keys.main") },
    { keys: ["Esc"], text: t("keys.back") },
    { keys: ["h"], text: t("keys.list") },
    ...letters,
  ];
  return (
    <Dialog title={t("menu.keyList")} close={close}>
      <dl className={classes.list}>
        {rows.map(({ keys, text }) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
