// Plans a new group made of others by a set operation (SE-12).
import { combineGroups } from "../perform/combine-groups.js";
import { planCreateGroup } from "./plan-group.js";
import type { ChangeOf, Plan, PlanContext } from "./plan.js";

/** The members were selected before, so that withdrawn records among them come along. */
export function planCombineGroups(context: PlanContext, change: ChangeOf<"combine_groups">): Plan {
  const { groups, numbers } = combineGroups(context.view, change);
  const { name, description, operation } = change;
  const made = planCreateGroup(context, { kind: "create_group", name, ...(description === undefined ? {} : { description }) });
  const added = numbers.slice(0, context.limits.recordsPerGroup).map((number) => context.book.idOf(number));
  return {
    ...made,
    effects: made.effects.map((effect) => (added.length === 0 ? effect : { ...effect, added })),
    facts: { name, operation, groups: groups.map(({ image }) => image.id) },
    answer: {
      ...made.answer,
      requested: numbers.length,
      added: added.length,
      count: added.length,
      overLimit: numbers.length - added.length,
    },
  };
}
