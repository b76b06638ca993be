import { lazy, Suspense, useEffect, useState } from "react";
import { onOpenSearch } from "./search-opening.ts";

const SearchBox = lazy(() => import("./search-box.tsx").then(({ SearchBox: box }) => ({ default: box })));

/** The box that goes, finds and does; its code comes at its first use. */
export function Search() {
  const [opened, setOpened] = useState(0);
  useEffect(() => onOpenSearch(() => setOpened((times) => times + 1)), []);
  if (opened === 0) return null;
  return (
    <Suspense fallback={null}>
      <SearchBox opened={opened} />
    </Suspense>
  );
}
