import { StateChip } from "#dashboard/parts/state-chip.tsx";
import type { StateLook } from "#dashboard/look/tokens.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./system.module.css";
import type { HubNode } from "./system-query.ts";

const looks = { working: "done", draining: "waiting", silent: "failed" } as const satisfies Readonly<
  Record<HubNode["state"], StateLook>
>;

export function NodeTable({ nodes }: { readonly nodes: readonly HubNode[] }) {
  const { t } = useWords();
  return (
    <table className={classes.nodes}>
      <caption className="spoken-only">{t("system.nodes")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("system.state")}</th>
          <th scope="col">{t("system.node")}</th>
          <th scope="col">{t("system.role")}</th>
          <th scope="col">{t("system.doing")}</th>
          <th scope="col">{t("system.startedAt")}</th>
          <th scope="col">{t("system.seenAt")}</th>
          <th scope="col">{t("system.version")}</th>
        </tr>
      </thead>
      <tbody>
        {nodes.map((node) => (
          <NodeRow key={node.id} node={node} />
        ))}
      </tbody>
    </table>
  );
}

function NodeRow({ node }: { readonly node: HubNode }) {
  const { t, format } = useWords();
  const { role, host, pid, version, state, startedAt, seenAt } = node;
  const doing = useDoing();
  return (
    <tr>
      <td>
        <StateChip look={looks[state]}>{t(`system.state.${state}`)}</StateChip>
      </td>
      <th scope="row">
        {host} <span className="quiet">· {t("system.process", { pid })}</span>
      </th>
      <td data-label={t("system.role")}>{t(`system.role.${role}`)}</td>
      <td data-label={t("system.doing")}>{doing(node)}</td>
      <td data-label={t("system.startedAt")}>
        <time dateTime={startedAt}>{format.when(startedAt)}</time>
      </td>
      <td data-label={t("system.seenAt")}>
        <time dateTime={seenAt}>{format.stamp(seenAt)}</time>
      </td>
      <td data-label={t("system.version")}>{version}</td>
    </tr>
  );
}

function useDoing() {
  const { t } = useWords();
  return ({ role, state, jobsActive, jobsLastMinute }: HubNode): string => {
    if (state === "silent") return t("system.doing.unknown");
    const now = jobsActive > 0 ? [t("system.doing.jobs", { count: jobsActive })] : [];
    if (state === "draining") return [t("system.doing.finishes"), ...now].join(" · ");
    if (role === "server") return t("system.doing.answers");
    const done = jobsLastMinute > 0 ? [t("system.doing.lastMinute", { count: jobsLastMinute })] : [];
    return [...now, ...done].join(" · ") || t("system.doing.nothing");
  };
}
