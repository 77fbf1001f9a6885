// Which columns the table shows; the menu stays open while they are chosen.
import type { ReactNode } from "react";
import { Icon } from "../../parts/icon.js";
import { Menu, type MenuItem } from "../../parts/menu.js";
import { columns } from "./columns.js";
import type { TableColumns } from "./use-columns.js";

export function ColumnMenu({ table }: { readonly table: TableColumns }): ReactNode {
  const items: readonly MenuItem[] = columns.map((column) => {
    const isShown = table.visible.includes(column);
    return {
      label: column.title,
      checked: isShown,
      stays: true,
      disabled: column.name === "title",
      onSelect: () => table.show(column.name, !isShown),
    };
  });
  const reset: MenuItem = {
    label: "Columns as they were",
    icon: "undo",
    disabled: !table.isChanged,
    onSelect: table.reset,
  };
  return (
    <Menu
      label="Columns"
      triggerClass="button button-plain column-menu"
      sections={[{ heading: "Columns", items }, { items: [reset] }]}
      trigger={
        <>
          <Icon name="columns" />
          <span className="button-label">Columns</span>
        </>
      }
    />
  );
}
