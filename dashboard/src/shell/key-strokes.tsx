import { useNavigate, useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { copyText } from "#dashboard/parts/copy-text.ts";
import { isTyping } from "#dashboard/parts/typing.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { onlyFocused, onStroke, type KeyAction, type KeyState } from "./keys.ts";
import { onOpenKeys, openKeys } from "./keys-opening.ts";
import { menu } from "./menu.ts";
import { useLetters } from "./preferences.ts";
import { openSearch } from "./search-opening.ts";

const KeyList = lazy(() => import("./key-list.tsx").then(({ KeyList: list }) => ({ default: list })));

/** Listens to the keys that work on every screen, and opens the list of them. */
export function KeyStrokes() {
  const { id } = useAdministration();
  const { t } = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const [hasLetters] = useLetters();
  const { texts } = useRouteContext({ from: "__root__" });
  const [isListed, setListed] = useState(false);
  const remembered = useRef<KeyState>({ goSince: null });

  useEffect(() => onOpenKeys(() => void texts.loadRest().then(() => setListed(true))), [texts]);
  useEffect(() => {
    /** True when there was something to do. */
    const act = (action: KeyAction): boolean => {
      if (action === "search") openSearch();
      else if (action === "copyLink") {
        void copyText(location.href).then(() => announce(t("keys.linkCopied")));
      } else if (action === "list") openKeys();
      else if (action === "filter") {
        const filter = document.querySelector<HTMLElement>("[data-filter]");
        filter?.focus();
        return filter !== null;
      } else if ("press" in action) {
        const found = document.querySelector<HTMLElement>(`#content [aria-keyshortcuts="${action.press}"]`);
        if (onlyFocused.includes(action.press)) found?.focus();
        else found?.click();
        return found !== null;
      } else {
        const entry = menu.find(({ destination }) => destination === action.go);
        if (entry === undefined) return false;
        void navigate({ to: entry.to, params: { administration: id } });
      }
      return true;
    };
    const onKey = (event: KeyboardEvent): void => {
      const { key, altKey, target, timeStamp } = event;
      const ctrl = event.ctrlKey || event.metaKey;
      const isBusy = document.querySelector("dialog[open], [popover]:popover-open") !== null;
      if (isBusy && !ctrl) return;
      const stroke = { key, ctrl, alt: altKey, inField: isTyping(target), at: timeStamp };
      const { state, action } = onStroke(remembered.current, stroke, hasLetters);
      remembered.current = state;
      if (action !== undefined && act(action)) event.preventDefault();
    };
    // Before the lists: the second letter of a place to go is none of theirs.
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [announce, hasLetters, id, navigate, t]);

  if (!isListed) return null;
  return (
    <Suspense fallback={null}>
      <KeyList close={() => setListed(false)} />
    </Suspense>
  );
}
