// The groups as circles over each other; a press on a region chooses it. The table beside it says the same in words.
import { useId, type ReactNode } from "react";
import { countText } from "../../../data/count-words.js";
import { labelPoint, pictureOf, regionPoint, type Circle } from "./circles.js";
import { letterOf, type Region } from "./regions.js";

interface AreaDiagramProps {
  readonly counts: readonly number[];
  readonly regions: ReadonlyMap<number, readonly unknown[]>;
  readonly chosen: Region;
  readonly onChoose: (region: number) => void;
}

const has = (region: number, at: number): boolean => (region & (1 << at)) !== 0;

/** One region: what lies inside its circles, with the others cut out. */
function RegionShape({
  id,
  circles,
  region,
}: {
  readonly id: string;
  readonly circles: readonly Circle[];
  readonly region: number;
}): ReactNode {
  const shape = <rect width="100" height="100" mask={`url(#${id}-not-${region})`} />;
  return circles.reduce<ReactNode>(
    (inner, _, at) => (has(region, at) ? <g clipPath={`url(#${id}-${at})`}>{inner}</g> : inner),
    shape,
  );
}

export function AreaDiagram({ counts, regions, chosen, onChoose }: AreaDiagramProps): ReactNode {
  const id = useId();
  const shared = (a: number, b: number): number =>
    [...regions].reduce((sum, [region, ids]) => (has(region, a) && has(region, b) ? sum + ids.length : sum), 0);
  const picture = pictureOf(counts, shared);
  const { circles, width, height } = picture;
  return (
    <svg className="area-diagram" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <defs>
        {circles.map(({ x, y, r }, at) => (
          <clipPath key={at} id={`${id}-${at}`}>
            <circle cx={x} cy={y} r={r} />
          </clipPath>
        ))}
        {[...regions.keys()].map((region) => (
          <mask key={region} id={`${id}-not-${region}`} maskUnits="userSpaceOnUse" x="0" y="0" width="100" height="100">
            <rect width="100" height="100" fill="white" />
            {circles.map(({ x, y, r }, at) => !has(region, at) && <circle key={at} cx={x} cy={y} r={r} fill="black" />)}
          </mask>
        ))}
      </defs>
      {[...regions.keys()].map((region) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the table beside it has the same as buttons
        <g
          key={region}
          className="area-region"
          data-depth={circles.filter((_, at) => has(region, at)).length}
          data-chosen={chosen === region || chosen === "any" || undefined}
          onClick={() => onChoose(region)}
        >
          <RegionShape id={id} circles={circles} region={region} />
        </g>
      ))}
      {circles.map(({ x, y, r }, at) => {
        const label = labelPoint(circles, at);
        return (
          <g key={at} className="area-circle">
            <circle cx={x} cy={y} r={r} />
            <text x={label.x} y={label.y}>
              {letterOf(at)}
            </text>
          </g>
        );
      })}
      {[...regions].map(([region, ids]) => {
        const point = ids.length === 0 ? undefined : regionPoint(picture, region);
        return (
          point !== undefined && (
            <text
              key={region}
              className="area-count"
              data-chosen={chosen === region || chosen === "any" || undefined}
              x={point.x}
              y={point.y}
            >
              {countText(ids.length)}
            </text>
          )
        );
      })}
    </svg>
  );
}
