import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Cause } from "#dashboard/api/client.ts";
import { useAdministration } from "#dashboard/session/use-administration.ts";

/** The one thing that helps with a cause; nothing where nothing a person can press does. */
export function CauseButton({ cause }: { readonly cause: Cause }) {
  const { id: administration } = useAdministration();
  const { action, key } = cause;
  if (action === null) return null;
  const { label, orderId, connectionId } = action;
  if (orderId !== null && ["compareAmounts", "openOrders", "viewChanges"].includes(action.kind)) {
    return (
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link
            {...props}
            to="/a/$administration/orders/$connection/$order/{-$tab}"
            params={{ administration, connection: connectionId, order: orderId }}
            search={{ cause: key }}
          />
        )}
      >
        {label}
      </Button>
    );
  }
  return (
    <Button
      variant="default"
      renderRoot={(props) => (
        <Link {...props} to="/a/$administration/orders" params={{ administration }} search={{ cause: key }} />
      )}
    >
      {label}
    </Button>
  );
}
