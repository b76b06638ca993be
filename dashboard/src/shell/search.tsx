import { useRouteContext } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { onOpenSearch } from "./search-opening.ts";

const SearchBox = lazy(() => import("./search-box.tsx").then(({ SearchBox: box }) => ({ default: box })));

/** The box that goes, finds and does; its code and words come at its first use. */
export function Search() {
  const { texts } = useRouteContext({ from: "__root__" });
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onOpenSearch(() => void texts.loadRest().then(() => setOpen(true))), [texts]);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <SearchBox close={() => setOpen(false)} />
    </Suspense>
  );
}
