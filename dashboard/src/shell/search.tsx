import { lazy, Suspense, useEffect, useState } from "react";
import { onOpenSearch } from "./search-opening.ts";

const SearchBox = lazy(() => import("./search-box.tsx").then(({ SearchBox: box }) => ({ default: box })));

/** The box that goes, finds and does; its code comes at its first use. */
export function Search() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => onOpenSearch(() => setOpen(true)), []);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <SearchBox close={() => setOpen(false)} />
    </Suspense>
  );
}
