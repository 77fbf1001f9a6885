// What is wrong with what was entered, before it is sent and after it was refused: at its field, or for the whole form.
import { HoldfastProblem } from "@holdfast/client";

export interface EntryForm {
  readonly email: string;
  readonly password: string;
}

export interface EntryFaults {
  readonly email?: string | undefined;
  readonly password?: string | undefined;
  readonly form?: { readonly detail: string; readonly action: string };
}

export function missing({ email, password }: EntryForm, shortest: number): EntryFaults {
  const address = email.trim();
  return {
    ...(/^\S+@\S+\.\S+$/.test(address)
      ? {}
      : { email: address === "" ? "Enter your e-mail address." : "This is not a whole e-mail address." }),
    ...(password.length >= shortest
      ? {}
      : { password: password === "" ? "Enter a password." : `At least ${shortest} characters; this has ${password.length}.` }),
  };
}

export function faultsOf(error: unknown): EntryFaults {
  if (!(error instanceof HoldfastProblem))
    return { form: { detail: "Something went wrong in this page.", action: "Reload it and try again." } };
  const fields = Object.fromEntries(
    error.fields.filter(({ path }) => path === "email" || path === "password").map(({ path, problem }) => [path, problem]),
  );
  return Object.keys(fields).length > 0 ? fields : { form: { detail: error.detail, action: error.action } };
}
