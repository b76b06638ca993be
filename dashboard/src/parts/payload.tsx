import "@mantine/core/styles/Tree.css";
import { Tree, type TreeNodeData } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useMemo } from "react";
import { treeOf, type PayloadNode } from "./payload-tree.ts";
import classes from "./payload.module.css";

interface Props {
  readonly label: string;
  readonly body: string;
  /** Said when nothing of it is kept. */
  readonly empty: string;
}

/** A message as it came: a tree when it is JSON, folded below the first level, else the text. */
export function Payload({ label, body, empty }: Props) {
  const tree = useMemo(() => treeOf(body), [body]);
  if (body === "") return <p className="quiet small">{empty}</p>;
  return (
    <details className={classes.payload}>
      <summary>{label}</summary>
      {tree === null ? (
        // It scrolls by itself, so it has to be reachable by keyboard.
        <pre tabIndex={0}>{body}</pre>
      ) : (
        <Tree
          data={tree.map(nodeOf)}
          aria-label={label}
          renderNode={({ node, expanded, hasChildren, elementProps }) => (
            <div {...elementProps}>
              {hasChildren ? (
                <IconChevronRight size={14} aria-hidden data-open={expanded || undefined} className={classes.arrow} />
              ) : (
                <span className={classes.gap} />
              )}
              <span className={classes.name}>{node.label}</span>
              <span className={classes.value}>{(node["nodeProps"] as { text: string }).text}</span>
            </div>
          )}
        />
      )}
    </details>
  );
}

const nodeOf = ({ path, name, text, children }: PayloadNode): TreeNodeData => ({
  value: path,
  label: name,
  nodeProps: { text },
  ...(children.length > 0 && { children: children.map(nodeOf) }),
});
