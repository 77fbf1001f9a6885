// Another password for the account; every other session ends with it (TK-06).
import { HoldfastProblem } from "@holdfast/client";
import { useState, type FormEvent, type ReactNode } from "react";
import { api } from "../data/api.js";
import { queryClient, type Me } from "../data/session.js";
import { useSpeaker } from "../parts/announcer.js";
import { Button } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { PasswordField } from "../parts/text-field.js";

const shortest = 10;

interface Faults {
  readonly current?: string;
  readonly next?: string;
}

function faultsOf(error: unknown): Faults {
  if (!(error instanceof HoldfastProblem)) return { current: "Something went wrong in this page. Try again." };
  const at = (path: string): string | undefined => error.fields.find((field) => field.path === path)?.problem;
  const [current, next] = [at("current"), at("next")];
  if (next !== undefined) return { next };
  return { current: current ?? `${error.detail} ${error.action}` };
}

export function PasswordDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }): ReactNode {
  const [form, setForm] = useState({ current: "", next: "" });
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const { notify } = useSpeaker();
  const change = (part: Partial<typeof form>): void => {
    setForm({ ...form, ...part });
    setFaults({});
  };
  const save = async (): Promise<void> => {
    if (form.current === "") return setFaults({ current: "Enter your present password." });
    if (form.next.length < shortest) return setFaults({ next: `At least ${shortest} characters; this has ${form.next.length}.` });
    setBusy(true);
    try {
      const { revokedSessions: ended } = await api.call("changePassword", { body: form });
      const others = ended === 1 ? "One other session was ended." : `${ended} other sessions were ended.`;
      notify({ tone: "good", text: "Your password is changed.", ...(ended > 0 ? { detail: others } : {}) });
      void queryClient.invalidateQueries({ queryKey: ["sessions"] });
      onClose();
    } catch (error) {
      setFaults(faultsOf(error));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) void save();
  };
  return (
    <Dialog title="Change password" onClose={onClose}>
      <form onSubmit={submit} noValidate>
        {/* Tells password managers whose password it is. */}
        <input type="text" name="username" autoComplete="username" value={me.account.email} readOnly hidden />
        <PasswordField
          label="Present password"
          what="present password"
          name="current-password"
          autoComplete="current-password"
          value={form.current}
          error={faults.current}
          onChange={({ target }) => change({ current: target.value })}
        />
        <PasswordField
          label="New password"
          what="new password"
          name="new-password"
          autoComplete="new-password"
          hint="At least 10 characters; a few words make a good one."
          value={form.next}
          error={faults.next}
          onChange={({ target }) => change({ next: target.value })}
        />
        <p className="muted form-hint">All other devices are signed out.</p>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy}>
            Change password
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
