// Refuses to serve requests with rights that row-level security does not bind (SC-01).
import { HoldfastError, isHoldfastError } from "@holdfast/contract";
import { type Log, openAdministration, type RoleRights } from "holdfast";

const howToMakeLogins = `As an administrator, run once:
  create role holdfast_request_login login noinherit password '…'; grant holdfast_app to holdfast_request_login;
  create role holdfast_worker_login login noinherit password '…'; grant holdfast_writer to holdfast_worker_login;
  Then set DATABASE_REQUEST_URL and DATABASE_WORKER_URL to these logins, and DATABASE_ADMIN_URL to the present one for migrations.`;

/** Throws configuration_invalid when requests could pass by the policies; warns of logins that are stronger than they need to be. */
export async function checkRequestRole(
  urls: { readonly requestUrl: string; readonly workerUrl: string },
  log: Log,
  warn: (text: string) => void,
): Promise<void> {
  const administration = openAdministration({ requestUrl: urls.requestUrl, workerUrl: urls.workerUrl, log });
  try {
    const rights = await administration.requestRole().catch(explainRefusal);
    refuseStrongRole(rights);
    if (rights?.loginIsSuperuser === true || rights?.loginBypassesPolicies === true) {
      warn(
        `Requests log in as ${rights.login}, which can switch row-level security off. Each transaction gives those rights up, but a login ` +
          `that never had them is safer. ${howToMakeLogins}`,
      );
    }
  } finally {
    await administration.close();
  }
}

function refuseStrongRole(rights: RoleRights | undefined): void {
  const problem =
    rights === undefined
      ? "has no role"
      : rights.isSuperuser
        ? "is a superuser"
        : rights.bypassesPolicies
          ? "bypasses row-level security"
          : rights.ownsTables
            ? "owns the tables"
            : undefined;
  if (problem === undefined) return;
  throw new HoldfastError("configuration_invalid", {
    what: `The role of requests, ${rights?.role ?? "holdfast_app"}, ${problem}.`,
    why: "Row-level security would not keep users apart.",
    action: `As an administrator: alter role holdfast_app nosuperuser nobypassrls; and let holdfast_owner own the tables.`,
  });
}

function explainRefusal(error: unknown): never {
  if (isHoldfastError(error)) throw error;
  throw new HoldfastError("configuration_invalid", {
    what: `The login of requests cannot become holdfast_app: ${error instanceof Error ? error.message : String(error)}.`,
    why: "Every request runs as that role, so that row-level security binds it.",
    action: "As an administrator: grant holdfast_app to <login of DATABASE_REQUEST_URL>;",
    cause: error,
  });
}
