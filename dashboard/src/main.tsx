import "./look/mantine.css";
import "./look/base.css";
import { MantineProvider } from "@mantine/core";
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { clientFor, isAway, refusalOf } from "./api/client.ts";
import { resolveVariables, theme } from "./look/theme.ts";
import { reloadForMissingFile } from "./shell/missing-file.ts";
import { makeRouter } from "./shell/router.tsx";
import { guessLanguage, openTexts } from "./words/texts.ts";
import { TextsContext } from "./words/use-texts.ts";

const texts = await openTexts(guessLanguage());

/** A session that ended anywhere leads to signing in, and from there back to the same page. */
const queries = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (refusalOf(error)?.status !== 401 || query.queryKey[0] === "me") return;
      // Questions that ran side by side are refused one after the other.
      const { pathname, href } = router.latestLocation;
      if (pathname === "/sign-in") return;
      queries.removeQueries({ queryKey: ["me"] });
      void router.navigate({ to: "/sign-in", search: { back: href, ended: true } });
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // A refusal stays a refusal; only a hub that is away may come back.
      retry: (count, error) => isAway(error) && count < 2,
    },
  },
});
const router = makeRouter({ queries, texts, hub: clientFor(null, texts.language) });

const onMissing = reloadForMissingFile({
  build: import.meta.url,
  kept: sessionStorage,
  isHubThere: () =>
    fetch("/api/health", { cache: "no-store" }).then(
      ({ ok }) => ok,
      () => false,
    ),
  pause: () => new Promise((resolve) => window.setTimeout(resolve, 3_000)),
  reload: () => location.reload(),
});
window.addEventListener("vite:preloadError", ({ payload }) => void onMissing(payload));

const place = document.querySelector("#root");
if (place === null) throw new Error("The page has no place for the application");
createRoot(place).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <TextsContext value={texts}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </TextsContext>
    </MantineProvider>
  </StrictMode>,
);
