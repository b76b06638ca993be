import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Same {
  readonly id: string;
  readonly message: string;
}

/** The contact that is there already with this number or address, when that is why a new one was refused. */
export function sameIn(error: Error | null): Same | null {
  const found = refusalOf(error)?.errors?.find(({ id }) => id !== undefined);
  return found?.id === undefined ? null : { id: found.id, message: found.message };
}

interface Props {
  readonly same: Same;
  readonly onMake: () => void;
  readonly isBusy: boolean;
}

/** Probably the same one: look at it, or make it all the same. */
export function SameParty({ same, onMake, isBusy }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  return (
    <Notice
      look="changed"
      actions={
        <Button variant="default" onClick={onMake} loading={isBusy}>
          {t("party.sameButton")}
        </Button>
      }
    >
      <p role="alert">
        {same.message}.{" "}
        <Link to="/a/$administration/parties/$party" params={{ administration, party: same.id }}>
          {t("party.sameOpen")}
        </Link>
      </p>
    </Notice>
  );
}
