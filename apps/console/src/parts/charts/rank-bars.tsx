// Counts by name as bars that lie beside each other, the largest first.
import type { ReactNode } from "react";
import { countText } from "../../data/count-words.js";

export interface RankBar {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

export function RankBars({
  bars,
  onChoose,
}: {
  readonly bars: readonly RankBar[];
  readonly onChoose: (key: string) => void;
}): ReactNode {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ul className="rank-bars">
      {bars.map(({ key, label, count }) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the table beside it has the same as buttons
        <li key={key} onClick={() => onChoose(key)}>
          <span className="rank-label">{label}</span>
          <svg className="rank-bar" viewBox="0 0 100 8" preserveAspectRatio="none">
            <rect width={Math.max(0.8, (count / most) * 100)} height="8" />
          </svg>
          <span className="rank-count">{countText(count)}</span>
        </li>
      ))}
    </ul>
  );
}
