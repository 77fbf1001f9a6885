// Tells apart an operation that the database refuses for its content from a database that is not right for anybody.
import { sqlStateOf } from "../database/index.js";

// Data exceptions, integrity violations, check option, a value that is too large, and what our own triggers raise.
const content = /^(22|23|44|54|P0)/;

/** The SQLSTATE when this operation alone is at fault: it goes to quarantine and others go on (SY-05). Undefined otherwise. */
export function contentRefusal(error: unknown): string | undefined {
  const state = sqlStateOf(error);
  return state !== undefined && content.test(state) ? state : undefined;
}
