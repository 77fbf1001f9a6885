// The card on which people sign in or register: the promise in one line, the form, one way to the other page.
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { HoldfastProblem } from "@holdfast/client";
import { Button } from "../../parts/button.js";
import { BrandMark, Icon } from "../../parts/icon.js";
import { usePageTitle } from "../../parts/page-head.js";
import { PasswordField, TextField } from "../../parts/text-field.js";
import "./entry.css";

export interface EntryForm {
  readonly email: string;
  readonly password: string;
}

interface EntryCardProps {
  readonly title: string;
  readonly action: string;
  readonly passwordHint?: string;
  readonly passwordKind: "current-password" | "new-password";
  readonly shortestPassword: number;
  readonly submit: (form: EntryForm) => Promise<void>;
  readonly other: ReactNode;
}

interface Faults {
  readonly email?: string;
  readonly password?: string;
  readonly form?: { readonly detail: string; readonly action: string };
}

function check({ email, password }: EntryForm, shortest: number): Faults {
  return {
    ...(/^\S+@\S+\.\S+$/.test(email.trim())
      ? {}
      : { email: email.trim() === "" ? "Enter your e-mail address." : "This is not a whole e-mail address." }),
    ...(password.length >= shortest
      ? {}
      : { password: password === "" ? "Enter your password." : `At least ${shortest} characters; this has ${password.length}.` }),
  };
}

function faultsOf(error: unknown): Faults {
  if (!(error instanceof HoldfastProblem))
    return { form: { detail: "Something went wrong in this page.", action: "Reload it and try again." } };
  const fields = Object.fromEntries(
    error.fields.filter(({ path }) => path === "email" || path === "password").map(({ path, problem }) => [path, problem]),
  );
  return Object.keys(fields).length > 0 ? fields : { form: { detail: error.detail, action: error.action } };
}

export function EntryCard({
  title,
  action,
  passwordHint,
  passwordKind,
  shortestPassword,
  submit,
  other,
}: EntryCardProps): ReactNode {
  usePageTitle(title);
  const [form, setForm] = useState<EntryForm>({ email: "", password: "" });
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const change = (part: Partial<EntryForm>): void => {
    setForm({ ...form, ...part });
    setFaults({});
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const found = check(form, shortestPassword);
    setFaults(found);
    if (found.email !== undefined) return email.current?.focus();
    if (found.password !== undefined) return password.current?.focus();
    setBusy(true);
    await submit({ ...form, email: form.email.trim() }).catch((error: unknown) => setFaults(faultsOf(error)));
    setBusy(false);
  };
  return (
    <main className="entry">
      <div className="entry-brand">
        <BrandMark size={44} />
        <p className="entry-name">Holdfast</p>
        <p className="entry-promise">Your tokens and selections, never lost.</p>
      </div>
      <div className="entry-card">
        <h1>{title}</h1>
        <form onSubmit={(event) => void send(event)} noValidate>
          <TextField
            ref={email}
            label="E-mail address"
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            autoFocus
            value={form.email}
            error={faults.email}
            onChange={(event) => change({ email: event.target.value })}
          />
          <PasswordField
            ref={password}
            label="Password"
            name="password"
            autoComplete={passwordKind}
            value={form.password}
            error={faults.password}
            {...(passwordHint === undefined || faults.form !== undefined ? {} : { hint: passwordHint })}
            onChange={(event) => change({ password: event.target.value })}
          />
          <div className="entry-fault" role="alert">
            {faults.form !== undefined && (
              <>
                <Icon name="warning" />
                <p>
                  <strong>{faults.form.detail}</strong> {faults.form.action}
                </p>
              </>
            )}
          </div>
          <Button look="primary" type="submit" busy={busy} className="entry-submit">
            {action}
          </Button>
        </form>
      </div>
      <p className="entry-other">{other}</p>
    </main>
  );
}
