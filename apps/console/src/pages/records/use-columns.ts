// The columns of the table: choosing them, making them wider and narrower, going back to how they were.
import { useMemo, useState, type CSSProperties } from "react";
import { remember, remembered } from "../../data/remembered.js";
import { useMedia } from "../../data/use-media.js";
import {
  columnChoiceOf,
  columnStyle,
  fittingWidth,
  noChoice,
  visibleColumns,
  type Column,
  type ColumnChoice,
  type ColumnName,
} from "./columns.js";

const key = "columns";

export interface TableColumns {
  readonly visible: readonly Column[];
  readonly style: CSSProperties;
  readonly widthOf: (name: ColumnName) => number | undefined;
  readonly show: (name: ColumnName, isShown: boolean) => void;
  /** Undefined: as wide as the window allows again. */
  readonly resize: (column: Column, width: number | undefined) => void;
  readonly isChanged: boolean;
  readonly reset: () => void;
}

export function useColumns(): TableColumns {
  const [choice, setChoice] = useState<ColumnChoice>(() => columnChoiceOf(remembered(key)));
  const isWide = useMedia("(min-width: 1101px)");
  const visible = useMemo(() => visibleColumns(choice, isWide), [choice, isWide]);
  const style = useMemo(() => columnStyle(visible, choice), [visible, choice]);
  const choose = (next: ColumnChoice): void => {
    setChoice(next);
    remember(key, next === noChoice ? undefined : JSON.stringify(next));
  };
  return {
    visible,
    style,
    widthOf: (name) => choice.widths[name],
    show: (name, isShown) => choose({ ...choice, shown: { ...choice.shown, [name]: isShown } }),
    resize: (column, width) => {
      const { [column.name]: _, ...others } = choice.widths;
      choose({
        ...choice,
        widths: width === undefined ? others : { ...others, [column.name]: fittingWidth(column, width) },
      });
    },
    isChanged: Object.keys(choice.shown).length + Object.keys(choice.widths).length > 0,
    reset: () => choose(noChoice),
  };
}
