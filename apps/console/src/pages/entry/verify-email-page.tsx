// Where the mailed link leads: a press verifies the address, because programs that look through mail open links too.
import { HoldfastProblem } from "@holdfast/client";
import { Link } from "@tanstack/react-router";
import { useState, type ReactNode } from "react";
import { api } from "../../data/api.js";
import { meQuery, queryClient } from "../../data/session.js";
import { Button } from "../../parts/button.js";
import { EntryFrame } from "./entry-frame.js";
import { takeLinkToken } from "./link-token.js";

type Step = "asking" | "busy" | "done" | { readonly detail: string; readonly action: string };

const onward = <Link to="/records">Go to the records</Link>;

export function VerifyEmailPage(): ReactNode {
  const [token] = useState(takeLinkToken);
  const [step, setStep] = useState<Step>("asking");
  if (token === undefined)
    return (
      <EntryFrame
        title="This link is not whole"
        lead={<p>Open it from the message once more. A new one is sent from the account menu.</p>}
        other={onward}
      />
    );
  if (step === "done")
    return (
      <EntryFrame
        title="Your address is verified"
        lead={<p role="status">Thank you. Nothing else is needed.</p>}
        other={onward}
      />
    );
  if (typeof step === "object")
    return (
      <EntryFrame
        title="The address was not verified"
        lead={
          <p role="alert">
            {step.detail} {step.action}
          </p>
        }
        other={onward}
      />
    );
  const verify = async (): Promise<void> => {
    setStep("busy");
    try {
      await api.call("verifyEmail", { body: { token } });
      await queryClient.invalidateQueries({ queryKey: meQuery.queryKey });
      setStep("done");
    } catch (error) {
      const isOurs = error instanceof HoldfastProblem;
      setStep({
        detail: isOurs ? error.detail : "The page could not ask.",
        action: isOurs ? error.action : "Open the link again.",
      });
    }
  };
  return (
    <EntryFrame title="Verify your e-mail address" lead={<p>One press, and we know that this address is yours.</p>}>
      <Button look="primary" busy={step === "busy"} className="entry-submit" autoFocus onClick={() => void verify()}>
        Verify my address
      </Button>
    </EntryFrame>
  );
}
