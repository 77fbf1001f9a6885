// What another process says when it has changed a token: which row, and its generation from now on. Never the token.
import type { TenantId, TokenId, UserId } from "@holdfast/contract";

/** A generation that is null: the row is gone, or was changed past its generation. */
export type TokenNotice =
  | { readonly type: "issued"; readonly id: TokenId; readonly generation: number | null }
  | {
      readonly type: "held";
      readonly userId: UserId;
      readonly tenantId: TenantId | null;
      readonly provider: string;
      readonly account: string;
      readonly generation: number | null;
    }
  /** Notices may have been lost: nothing in memory is trusted any more. */
  | { readonly type: "all" };
