import { Button, NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { connectionsQuery, connectorsQuery } from "#dashboard/screens/connections/connection-queries.ts";
import type { Connection } from "#dashboard/screens/connections/connection-state.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { documentKinds } from "./coupling-settings.ts";
import { couplingsQuery } from "./couplings-queries.ts";
import classes from "./couplings.module.css";

/** Shops whose orders become nothing yet, each with the button that changes it; the first steps when there is none. */
export function FreeShops({ isFirst }: { readonly isFirst: boolean }) {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const connections = useQuery(connectionsQuery(api));
  const connectors = useQuery(connectorsQuery(api));
  const couplings = useQuery(couplingsQuery(api));
  const free = (connections.data?.items ?? []).filter(
    ({ id, connector }) =>
      connectors.data?.items.some((one) => one.id === connector && one.givesOrders && one.isOn) === true &&
      couplings.data?.items.some(({ sourceConnectionId }) => sourceConnectionId === id) === false,
  );
  if (!may("couplings.manage") && !isFirst) return null;
  return (
    <Loaded query={couplings} rows={2}>
      {() =>
        free.length > 0 && may("couplings.manage") ? (
          <section className={panel.panel}>
            <h2>{t("couplings.free")}</h2>
            <p className="quiet">{t("couplings.freeBody")}</p>
            <ul className={classes.free}>
              {free.map((connection) => (
                <FreeShop
                  key={connection.id}
                  connection={connection}
                  packages={(connections.data?.items ?? []).filter(({ makesDocuments }) => makesDocuments.length > 0)}
                />
              ))}
            </ul>
          </section>
        ) : isFirst ? (
          <div className={panel.empty}>
            <p>{t("couplings.empty")}</p>
            {may("connections.manage") && (
              <Link to="/a/$administration/connections/new" params={{ administration: api.administrationId }}>
                {t("connect.title")}
              </Link>
            )}
          </div>
        ) : null
      }
    </Loaded>
  );
}

interface FreeShopProps {
  readonly connection: Connection;
  /** Where its orders may be booked, beside our own books. */
  readonly packages: readonly Connection[];
}

/** Made off: what it does is set before it begins. */
function FreeShop({ connection: { id, name }, packages }: FreeShopProps) {
  const { t } = useWords();
  const [target, setTarget] = useState("");
  const api = useApi();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const make = useMutation({
    mutationFn: () =>
      answered(
        api.client.POST("/api/couplings", {
          body: {
            kind: "shopOrders",
            sourceConnectionId: id,
            targetConnectionId: target === "" ? null : target,
            settings: { documentKind: kindFor(packages.find((one) => one.id === target)) },
          },
        }),
      ),
    onSuccess: async (coupling) => {
      announce(t("couplings.made"));
      await queries.invalidateQueries({ queryKey: api.key() });
      await navigate({
        to: "/a/$administration/couplings/$coupling/{-$tab}",
        params: { administration: api.administrationId, coupling: coupling.id },
      });
    },
  });
  return (
    <li>
      <b>{name}</b>
      {packages.length > 0 && (
        <NativeSelect
          label={t("couplings.target")}
          value={target}
          data={[
            { value: "", label: t("couplings.target.own") },
            ...packages.map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={({ currentTarget }) => setTarget(currentTarget.value)}
        />
      )}
      <Button
        loading={make.isPending}
        onClick={() => make.mutate()}
        aria-label={t("mappings.named", { what: t("couplings.button.make"), value: name })}
      >
        {t("couplings.button.make")}
      </Button>
      <Refused error={make.error} />
    </li>
  );
}

/** An invoice, where the package makes those. */
const kindFor = (books: Connection | undefined) =>
  documentKinds.find((kind) => books === undefined || books.makesDocuments.includes(kind)) ?? "invoice";
