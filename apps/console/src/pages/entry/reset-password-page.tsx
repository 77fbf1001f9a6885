// Where the mailed link leads: a new password, which ends every session.
import { Link, useNavigate } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { useSpeaker } from "../../parts/announcer.js";
import { EntryCard } from "./entry-card.js";
import { EntryFrame } from "./entry-frame.js";
import { takeLinkToken } from "./link-token.js";

const askAgain = <Link to="/forgot-password">Ask for a new link</Link>;

export function ResetPasswordPage(): ReactNode {
  const [token] = useState(takeLinkToken);
  const navigate = useNavigate();
  const { notify } = useSpeaker();
  if (token === undefined)
    return (
      <EntryFrame
        title="This link is not whole"
        lead={<p>Open it from the message once more, or copy the whole of it. A link works once, and for an hour.</p>}
        other={askAgain}
      />
    );
  return (
    <EntryCard
      title="Choose a new password"
      lead={<p className="muted">Every device that is signed in to your account is signed out.</p>}
      action="Set the password"
      asks="password"
      passwordLabel="New password"
      passwordKind="new-password"
      passwordHint="At least 10 characters; a few words make a good one."
      shortestPassword={10}
      submit={async ({ password }) => {
        await api.call("resetPassword", { body: { token, password } });
        notify({ tone: "good", text: "Your new password is set.", detail: "Sign in with it." });
        await navigate({ to: "/sign-in", search: {} });
      }}
      other={askAgain}
    />
  );
}
