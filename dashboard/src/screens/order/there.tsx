interface Props {
  readonly text: string;
  /** Null: the package has no address for it. */
  readonly url: string | null;
}

/** Something that stands in another package, and leads to it where that can be. */
export const There = ({ text, url }: Props) =>
  url === null ? (
    <>{text}</>
  ) : (
    <a href={url} target="_blank" rel="noreferrer">
      {text}
    </a>
  );
