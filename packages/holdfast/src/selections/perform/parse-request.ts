// Checks what a caller asks for and says in full what is wrong with it.
import {
  HoldfastError,
  type OperationRequest,
  type OperationRequestInput,
  operationRequestSchema,
  parseSingleOperation,
} from "@holdfast/contract";

export function parseRequest(input: OperationRequestInput): OperationRequest {
  const single = parseSingleOperation(input);
  if (single !== undefined) return single;
  const parsed = operationRequestSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new HoldfastError("invalid_request", {
    what: "The operation is not valid.",
    why: "Nothing was changed.",
    action: "Correct the fields that are named and send it again.",
    fields: parsed.error.issues.map(({ path, message }) => ({ path: path.join("."), problem: message })),
  });
}
