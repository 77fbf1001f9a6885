// Adds a token by hand, or replaces one that no longer works.
import { HoldfastProblem } from "@holdfast/client";
import type { HeldTokenInfo } from "@holdfast/contract";
import { useState, type FormEvent, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { queryClient } from "../../data/session.js";
import { useSpeaker } from "../../parts/announcer.js";
import { Button } from "../../parts/button.js";
import { Dialog } from "../../parts/dialog.js";
import { PasswordField, TextField } from "../../parts/text-field.js";

export interface TokenForm {
  readonly provider: string;
  readonly account: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: string;
  /** As the browser's field gives it: local time without zone; empty for none. */
  readonly expires: string;
}
type Faults = Partial<Record<keyof TokenForm | "form", string>>;

const label = /^[A-Za-z0-9][A-Za-z0-9._:@-]*$/;
const labelRule = "Letters, digits and . _ : @ - only, beginning with a letter or digit.";

export function tokenFaults(form: TokenForm): Faults {
  return {
    ...(form.provider.trim() === ""
      ? { provider: "Name the service, for example github." }
      : label.test(form.provider.trim())
        ? {}
        : { provider: labelRule }),
    ...(form.account.trim() === "" || label.test(form.account.trim()) ? {} : { account: labelRule }),
    ...(form.accessToken.trim() === "" ? { accessToken: "Paste the access token." } : {}),
  };
}

/** What is sent: trimmed, with the time as an instant, without what was left empty. */
export function tokenBody(form: TokenForm): {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly scopes: string[];
  readonly expiresAt?: string;
} {
  const refreshToken = form.refreshToken.trim();
  return {
    accessToken: form.accessToken.trim(),
    scopes: form.scopes.split(/[\s,]+/).filter((scope) => scope !== ""),
    ...(refreshToken === "" ? {} : { refreshToken }),
    ...(form.expires === "" ? {} : { expiresAt: new Date(form.expires).toISOString() }),
  };
}

function faultsOf(error: unknown): Faults {
  if (!(error instanceof HoldfastProblem)) return { form: "Something went wrong in this page. Try again." };
  const fields = Object.fromEntries(error.fields.map(({ path, problem }) => [path === "expiresAt" ? "expires" : path, problem]));
  return { ...fields, form: `${error.detail} ${error.action}` };
}

export function AddTokenDialog({ again, onClose }: { readonly again?: HeldTokenInfo; readonly onClose: () => void }): ReactNode {
  const [form, setForm] = useState<TokenForm>({
    provider: again?.provider ?? "",
    account: again?.account ?? "",
    accessToken: "",
    refreshToken: "",
    scopes: again?.scopes.join(" ") ?? "",
    expires: "",
  });
  const [faults, setFaults] = useState<Faults>({});
  const [busy, setBusy] = useState(false);
  const { notify } = useSpeaker();
  const field = (name: keyof TokenForm) => ({
    value: form[name],
    error: faults[name],
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value });
      setFaults({});
    },
  });

  const save = async (): Promise<void> => {
    const found = tokenFaults(form);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const account = form.account.trim();
    try {
      await api.call("putToken", {
        params: { provider: form.provider.trim() },
        query: account === "" ? {} : { account },
        body: tokenBody(form),
      });
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
      notify({ tone: "good", text: `The token for ${form.provider.trim()} is kept, sealed.` });
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
    <Dialog title={again === undefined ? "Add a token" : `New token for ${again.provider}`} onClose={onClose}>
      <form onSubmit={submit} noValidate autoComplete="off">
        <div className="field-pair">
          <TextField
            label="Provider"
            placeholder="github"
            autoCapitalize="off"
            spellCheck={false}
            readOnly={again !== undefined}
            autoFocus={again === undefined}
            maxLength={120}
            {...field("provider")}
          />
          <TextField
            label="Account"
            placeholder="default"
            autoCapitalize="off"
            spellCheck={false}
            readOnly={again !== undefined}
            maxLength={120}
            {...field("account")}
          />
        </div>
        <PasswordField
          label="Access token"
          autoComplete="off"
          autoFocus={again !== undefined}
          what="access token"
          {...field("accessToken")}
        />
        <PasswordField label="Refresh token (optional)" autoComplete="off" what="refresh token" {...field("refreshToken")} />
        <div className="field-pair">
          <TextField
            label="Scopes (optional)"
            placeholder="repo read:user"
            autoCapitalize="off"
            spellCheck={false}
            {...field("scopes")}
          />
          <TextField label="Expires (optional)" type="datetime-local" {...field("expires")} />
        </div>
        <p className="form-fault" role="alert">
          {faults.form}
        </p>
        <footer className="dialog-foot">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" busy={busy}>
            Keep token
          </Button>
        </footer>
      </form>
    </Dialog>
  );
}
