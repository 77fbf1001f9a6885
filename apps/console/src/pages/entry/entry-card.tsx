// The form of the entry pages: an address, a password, or both; faults stand where they belong, and nothing moves for them.
import { useRef, useState, type FormEvent, type ReactNode } from "react";
import { Button } from "../../parts/button.js";
import { Icon } from "../../parts/icon.js";
import { PasswordField, TextField } from "../../parts/text-field.js";
import { faultsOf, missing, type EntryFaults, type EntryForm } from "./entry-faults.js";
import { EntryFrame } from "./entry-frame.js";

interface EntryCardProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action: string;
  readonly asks: "both" | "email" | "password";
  readonly passwordLabel?: string;
  readonly passwordHint?: string;
  readonly passwordKind: "current-password" | "new-password";
  readonly shortestPassword: number;
  /** Beside the password: what to do without it. */
  readonly help?: ReactNode;
  readonly submit: (form: EntryForm) => Promise<void>;
  readonly other: ReactNode;
}

export function EntryCard(props: EntryCardProps): ReactNode {
  const { title, lead, action, asks, passwordLabel = "Password", passwordHint, passwordKind, shortestPassword } = props;
  const [form, setForm] = useState<EntryForm>({ email: "", password: "" });
  const [faults, setFaults] = useState<EntryFaults>({});
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
    const all = missing(form, shortestPassword);
    const found: EntryFaults =
      asks === "both" ? all : asks === "email" ? { ...all, password: undefined } : { ...all, email: undefined };
    setFaults(found);
    if (found.email !== undefined) return email.current?.focus();
    if (found.password !== undefined) return password.current?.focus();
    setBusy(true);
    await props.submit({ ...form, email: form.email.trim() }).catch((error: unknown) => setFaults(faultsOf(error)));
    setBusy(false);
  };
  return (
    <EntryFrame title={title} lead={lead} other={props.other}>
      <form onSubmit={(event) => void send(event)} noValidate>
        {asks !== "password" && (
          <TextField
            ref={email}
            label="E-mail address"
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            autoCapitalize="off"
            spellCheck={false}
            autoFocus
            value={form.email}
            error={faults.email}
            onChange={(event) => change({ email: event.target.value })}
          />
        )}
        {asks !== "email" && (
          <PasswordField
            ref={password}
            label={passwordLabel}
            name="password"
            autoComplete={passwordKind}
            autoFocus={asks === "password"}
            value={form.password}
            error={faults.password}
            {...(passwordHint === undefined ? {} : { hint: passwordHint })}
            onChange={(event) => change({ password: event.target.value })}
          />
        )}
        {props.help}
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
    </EntryFrame>
  );
}
