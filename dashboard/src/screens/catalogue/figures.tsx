import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Catalogue } from "./catalogue-state.ts";
import { groupsIn, type Counts } from "./record-groups.ts";

interface Props {
  readonly catalogue: Catalogue;
  readonly counts: Counts;
  /** These are counts of the records as they stand: each number leads to exactly those. */
  readonly isLinked: boolean;
}

/** How many are where; what there is none of is not drawn. */
export function Figures({ catalogue, counts, isLinked }: Props) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const groups = groupsIn(counts);
  if (groups.length === 0) return null;
  return (
    <Facts>
      {groups.map(([group, count]) => (
        <Fact key={group} name={t(`catalogue.group.${group}`)}>
          {isLinked ? (
            <Link
              to="/a/$administration/catalogue-couplings/$catalogue/{-$tab}"
              params={{ administration, catalogue: catalogue.id, tab: "records" }}
              search={{ group }}
            >
              {format.count(count)}
            </Link>
          ) : (
            format.count(count)
          )}
        </Fact>
      ))}
    </Facts>
  );
}
