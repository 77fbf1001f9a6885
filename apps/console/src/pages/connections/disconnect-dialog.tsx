// Asks before a connection is ended, here and at its provider (TK-24).
import type { HeldTokenInfo } from "@holdfast/contract";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { queryClient } from "../../data/session.js";
import { useSpeaker } from "../../parts/announcer.js";
import { ConfirmDialog } from "../../parts/dialog.js";

interface DisconnectProps {
  readonly token: HeldTokenInfo;
  readonly name: string;
  /** Whether the provider is one that this server can tell. */
  readonly isKnown: boolean;
  readonly onClose: () => void;
}

export function DisconnectDialog({ token, name, isKnown, onClose }: DisconnectProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const { notify } = useSpeaker();
  const disconnect = async (): Promise<void> => {
    setBusy(true);
    try {
      await api.call("revokeToken", { params: { provider: token.provider }, query: { account: token.account } });
      const detail = isKnown ? { detail: "The provider is told to revoke its side, and told again until it answers." } : {};
      notify({ tone: "good", text: `Disconnected from ${name}.`, ...detail });
      await queryClient.invalidateQueries({ queryKey: ["tokens"] });
    } catch {
      notify({
        tone: "bad",
        text: `Not disconnected from ${name} yet.`,
        detail: "The server did not answer as it should. Try again.",
      });
    }
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Disconnect from ${name}?`}
      action="Disconnect"
      busy={busy}
      onConfirm={() => void disconnect()}
      onClose={onClose}
    >
      <p>
        Programs that use the account <strong>{token.account}</strong> get no token from the moment it is done
        {isKnown ? ", and the provider is told to revoke it" : ""}. To use it again, connect it again.
      </p>
    </ConfirmDialog>
  );
}
