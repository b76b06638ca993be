import { Button } from "@mantine/core";
import { Link, useRouteContext, type LinkProps } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Cause } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import type { Permission } from "#dashboard/session/session.ts";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { hasHere, placeOf } from "./remedies.ts";

const MappingDialog = lazy(() => import("./mapping-dialog.tsx").then((part) => ({ default: part.MappingDialog })));
const ReportDialog = lazy(() => import("./report-dialog.tsx").then((part) => ({ default: part.ReportDialog })));

interface Props {
  readonly cause: Cause;
  /** On the page of an order, which has one thing to do. */
  readonly isMain?: boolean;
}

/** The one thing that helps with a cause; nothing where nothing this person can press does. */
export function CauseButton({ cause, isMain = false }: Props) {
  const { id: administration } = useAdministration();
  const may = useMay();
  const { action } = cause;
  if (action === null || !may(neededFor[action.kind])) return null;
  if (action.kind === "retry") return <RetryButton cause={cause} label={action.label} isMain={isMain} />;
  if (hasHere(action)) return <Here cause={cause} label={action.label} isMain={isMain} />;
  return (
    <Button
      variant={isMain ? "filled" : "default"}
      renderRoot={(props) => <Link {...props} {...(placeOf(cause, action, administration) as LinkProps)} />}
    >
      {action.label}
    </Button>
  );
}

const neededFor: Readonly<Record<NonNullable<Cause["action"]>["kind"], Permission>> = {
  chooseMapping: "mappings.manage",
  reconnect: "connections.manage",
  checkRights: "connections.manage",
  openConnection: "connections.manage",
  openCoupling: "couplings.manage",
  compareAmounts: "orders.read",
  openOrders: "orders.read",
  viewChanges: "orders.read",
  retry: "orders.act",
  report: "orders.read",
};

interface RetryProps {
  readonly cause: Cause;
  readonly label: string;
  readonly isMain: boolean;
}

/** All orders of the cause at once: they stopped for the same thing. */
function RetryButton({ cause: { key }, label, isMain }: RetryProps) {
  const { t } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const retry = useAct(
    () => answered(api.client.POST("/api/work/retry", { body: { cause: key } })),
    ({ restarted }) => announce(t("cause.restarted", { count: restarted })),
  );
  return (
    <>
      <Button variant={isMain ? "filled" : "default"} loading={retry.isBusy} onClick={() => retry.run(undefined)}>
        {label}
      </Button>
      <Refused error={retry.error} />
    </>
  );
}

/** What can be done without going anywhere else; its code and words come when it is pressed. */
function Here({
  cause,
  label,
  isMain,
}: {
  readonly cause: Cause;
  readonly label: ReactNode;
  readonly isMain: boolean;
}) {
  const { texts } = useRouteContext({ from: "__root__" });
  const [isOpen, setOpen] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { action, connectionId, connectionName, count } = cause;
  const close = (): void => setOpen(false);
  const open = async (): Promise<void> => {
    setBusy(true);
    await texts.loadRest().finally(() => setBusy(false));
    setOpen(true);
  };
  return (
    <>
      <Button variant={isMain ? "filled" : "default"} loading={isBusy} onClick={() => void open()}>
        {label}
      </Button>
      {isOpen && action !== null && (
        <Suspense fallback={null}>
          {action.kind === "report" ? (
            <ReportDialog cause={cause} close={close} />
          ) : (
            <MappingDialog
              connectionId={connectionId}
              shop={connectionName}
              what={action.what as "exchangeRate"}
              from={action.fromValue ?? "*"}
              fromName={action.fromName ?? ""}
              waiting={count}
              close={close}
            />
          )}
        </Suspense>
      )}
    </>
  );
}
