// From a change to its plan: one place that knows every kind.
import type { Change } from "@holdfast/contract";
import { planAnnotate } from "./plan-annotation.js";
import { planCombineGroups } from "./plan-combination.js";
import {
  planCreateGroup,
  planDeleteGroup,
  planDescribeGroup,
  planMakeDefault,
  planRenameGroup,
  planReorderGroups,
} from "./plan-group.js";
import { planRestoreGroup } from "./plan-restoration.js";
import { planDeselect, planSelect } from "./plan-selection.js";
import { planTransfer } from "./plan-transfer.js";
import { planUndo } from "./plan-undo.js";
import { type Plan, type PlanContext, requireGroup, type Targets } from "./plan.js";

/** Throws HoldfastError when the change is refused; nothing has happened then. */
export function planChange(context: PlanContext, change: Change, targets: Targets): Plan {
  switch (change.kind) {
    case "select":
    case "bulk_select":
      return planSelect(context, requireGroup(context.view, change.group), targets);
    case "deselect":
    case "bulk_deselect":
      return planDeselect(context, requireGroup(context.view, change.group), targets);
    case "clear_all": {
      const group = requireGroup(context.view, change.group);
      return planDeselect(context, group, { ...targets, ids: context.view.idsOf(group, context.book) });
    }
    case "annotate":
      return planAnnotate(context, change);
    case "move":
    case "copy":
      return planTransfer(context, change);
    case "undo":
    case "redo":
      return planUndo(context, targets);
    case "create_group":
      return planCreateGroup(context, change);
    case "rename_group":
      return planRenameGroup(context, change);
    case "describe_group":
      return planDescribeGroup(context, change);
    case "delete_group":
      return planDeleteGroup(context, change);
    case "make_default":
      return planMakeDefault(context, change);
    case "combine_groups":
      return planCombineGroups(context, change);
    case "restore_group":
      return planRestoreGroup(context, change, targets);
    case "reorder_groups":
      return planReorderGroups(context, change);
  }
}
