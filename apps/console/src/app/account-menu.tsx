// The account: who is signed in, the theme, signing out.
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState, type ReactNode } from "react";
import { HoldfastProblem } from "@holdfast/client";
import { api } from "../data/api.js";
import { signOut, type Me } from "../data/session.js";
import { chooseTheme, currentTheme, type Theme } from "../data/theme.js";
import { useStreamState } from "@holdfast/react";
import { useLive } from "../data/use-live.js";
import { useSpeaker } from "../parts/announcer.js";
import { Icon, type IconName } from "../parts/icon.js";
import { Menu, type MenuItem } from "../parts/menu.js";

const PasswordDialog = lazy(() =>
  import("./password-dialog.js").then(({ PasswordDialog: component }) => ({ default: component })),
);

const themes: readonly { readonly theme: Theme; readonly label: string; readonly icon: IconName }[] = [
  { theme: "system", label: "As the system", icon: "system" },
  { theme: "light", label: "Light", icon: "sun" },
  { theme: "dark", label: "Dark", icon: "moon" },
];

/** Signing out wipes what was read and what waits, so changes that are on their way must arrive first. */
function useSignOut(): () => Promise<void> {
  const { selections } = useLive();
  const navigate = useNavigate();
  const { notify } = useSpeaker();
  /** One that has ended already is as good. */
  const endSession = async (): Promise<void> => {
    const answer = await api.call("signOut", {}).catch((error: unknown) => {
      if (error instanceof HoldfastProblem && error.status === 401) return undefined;
      throw error;
    });
    if (answer?.state === "deferred")
      notify({
        tone: "good",
        text: "Signed out. Your last changes are safe in the journal and reach the database by themselves.",
      });
  };
  return async () => {
    const { waiting } = selections.queueStatus();
    if (waiting > 0) {
      const what = waiting === 1 ? "One change is" : `${waiting} changes are`;
      return notify({
        tone: "warn",
        text: `${what} still on the way to the server.`,
        detail: "Sign out when the selection says Safe or Synced.",
      });
    }
    try {
      await signOut(endSession, () => navigate({ to: "/sign-in", search: {} }));
    } catch (error) {
      const detail = error instanceof HoldfastProblem ? `${error.detail} ${error.action}` : "Try again.";
      notify({ tone: "bad", text: "You are still signed in.", detail });
    }
  };
}

/** Offered until the address is known to be the user's. */
function useVerification(me: Me): readonly MenuItem[] {
  const { notify } = useSpeaker();
  if (me.account.emailVerifiedAt !== null) return [];
  const send = async (): Promise<void> => {
    try {
      await api.call("requestEmailVerification", {});
      notify({ tone: "good", text: `A link is on its way to ${me.account.email}.`, detail: "It holds for a day." });
    } catch (error) {
      const isOurs = error instanceof HoldfastProblem;
      notify({ tone: "bad", text: isOurs ? error.detail : "No link was sent.", detail: isOurs ? error.action : "Try again." });
    }
  };
  return [{ label: "Verify e-mail address", icon: "shield", onSelect: () => void send() }];
}

export function AccountMenu({ me }: { readonly me: Me }): ReactNode {
  const [theme, setTheme] = useState(currentTheme);
  const leave = useSignOut();
  const stream = useStreamState();
  const { email } = me.account;
  const items = themes.map(({ theme: one, label, icon }) => ({
    label,
    icon,
    checked: theme === one,
    onSelect: () => {
      chooseTheme(one);
      setTheme(one);
    },
  }));
  const isLive = stream === "live";
  const [isChangingPassword, setChangingPassword] = useState(false);
  const verification = useVerification(me);
  return (
    <div className="account">
      <Menu
        label={`Account: ${email} ${isLive ? "Live" : "Connecting"}`}
        place="above-start"
        triggerClass="account-button"
        sections={[
          { heading: "Theme", items },
          {
            items: [...verification, { label: "Change password", icon: "key", onSelect: () => setChangingPassword(true) }],
          },
          { items: [{ label: "Keys", icon: "keyboard", onSelect: () => void dispatchEvent(new Event("holdfast:help")) }] },
          { items: [{ label: "Sign out", icon: "signOut", onSelect: () => void leave() }] },
        ]}
        trigger={
          <>
            <span className="avatar" data-letter={email.slice(0, 1).toUpperCase()} />
            <span className="account-text">
              <span className="account-mail">{email}</span>{" "}
              <span className="account-live" data-live={isLive}>
                {isLive ? "Live" : "Connecting"}
              </span>
            </span>
            <Icon name="chevron" size={16} />
          </>
        }
      />
      <Suspense>{isChangingPassword && <PasswordDialog me={me} onClose={() => setChangingPassword(false)} />}</Suspense>
    </div>
  );
}
