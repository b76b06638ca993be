import { createContext, use, useCallback, useEffect, useRef, useState, type ReactNode } from "react";
import classes from "./announce.module.css";

type Announce = (sentence: string) => void;
const AnnounceContext = createContext<Announce>(() => undefined);

/** Says that something was done, on the screen and to a screen reader. Errors and anything needed later stand on the page. */
export const useAnnounce = (): Announce => use(AnnounceContext);

const shownFor = 6_000;
/** A screen reader that is interrupted says nothing whole. */
const atMostEvery = 2_000;

export function Announcer({ children }: { readonly children: ReactNode }) {
  const [sentence, setSentence] = useState("");
  const saidAt = useRef(-atMostEvery);
  const next = useRef<number | undefined>(undefined);

  const announce = useCallback<Announce>((text) => {
    window.clearTimeout(next.current);
    const wait = Math.max(0, saidAt.current + atMostEvery - performance.now());
    next.current = window.setTimeout(() => {
      saidAt.current = performance.now();
      setSentence(text);
      next.current = window.setTimeout(() => setSentence(""), shownFor);
    }, wait);
  }, []);
  useEffect(() => () => window.clearTimeout(next.current), []);

  return (
    <AnnounceContext value={announce}>
      {children}
      <div className={classes.place} role="status" aria-live="polite">
        {sentence !== "" && <p className={classes.toast}>{sentence}</p>}
      </div>
    </AnnounceContext>
  );
}
