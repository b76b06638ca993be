import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./home.module.css";

const width = 8;
const gap = 2;
const height = 24;

/** The day that lies so many days before another. */
function dayBefore(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

interface Props {
  /** Oldest first, today last; null for a day nobody knows of. */
  readonly counts: readonly (number | null)[];
  readonly today: string;
  /** The tallest of all couplings: bars that stand below each other share one scale. */
  readonly most: number;
}

/** Two weeks as bars, with the same in one sentence for who does not see them. An unknown day is a gap, never a zero. */
export function DayBars({ counts, today, most }: Props) {
  const { t, format } = useWords();
  const total = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const top = Math.max(...counts.map((count) => count ?? 0));
  const topDay = dayBefore(today, counts.length - 1 - counts.indexOf(top));
  const sentence =
    total === 0
      ? t("home.daysNone")
      : t("home.days", { total: format.count(total), day: format.day(topDay), count: format.count(top) });
  return (
    <svg
      className={classes.bars}
      viewBox={`0 0 ${counts.length * (width + gap)} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={sentence}
    >
      <title>{sentence}</title>
      {counts.map((count, at) => {
        if (count === null) return null;
        const tall = count === 0 ? 1 : Math.max(2, (count / most) * height);
        const day = dayBefore(today, counts.length - 1 - at);
        return <rect key={day} x={at * (width + gap)} y={height - tall} width={width} height={tall} />;
      })}
    </svg>
  );
}
