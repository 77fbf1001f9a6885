// Asking for a link that sets a new password; the answer is the same whether there is an account or not (SC-06).
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { EntryCard } from "./entry-card.js";
import { EntryFrame } from "./entry-frame.js";

const back = <Link to="/sign-in">Back to signing in</Link>;

export function ForgotPasswordPage(): ReactNode {
  const [askedFor, setAskedFor] = useState<string>();
  if (askedFor !== undefined)
    return (
      <EntryFrame
        title="Look into your mail"
        lead={
          <>
            <p role="status">
              If there is an account for <strong>{askedFor}</strong>, a link is on its way there. It holds for an hour.
            </p>
            <p className="muted">Nothing there after some minutes? Look among the unwanted mail, or ask again.</p>
          </>
        }
        other={back}
      >
        <button type="button" className="link-button" onClick={() => setAskedFor(undefined)}>
          Ask again
        </button>
      </EntryFrame>
    );
  return (
    <EntryCard
      title="Set a new password"
      lead={<p className="muted">We send a link to your address; with it you choose a new password.</p>}
      action="Send the link"
      asks="email"
      passwordKind="current-password"
      shortestPassword={0}
      submit={async ({ email }) => {
        await api.call("requestPasswordReset", { body: { email } });
        setAskedFor(email);
      }}
      other={back}
    />
  );
}
