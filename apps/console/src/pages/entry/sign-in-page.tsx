// Signing in.
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../../data/api.js";
import { signedIn } from "../../data/session.js";
import { EntryCard } from "./entry-card.js";

export function SignInPage(): ReactNode {
  const search = useSearch({ from: "/sign-in" });
  const router = useRouter();
  return (
    <EntryCard
      title="Sign in"
      action="Sign in"
      asks="both"
      passwordKind="current-password"
      shortestPassword={1}
      help={
        <Link to="/forgot-password" className="entry-help">
          Forgot your password?
        </Link>
      }
      submit={async (form) => {
        signedIn(await api.call("signIn", { body: form }));
        router.history.push(search.next ?? "/records");
      }}
      other={
        <>
          New here?{" "}
          <Link to="/register" search={search}>
            Create an account
          </Link>
        </>
      }
    />
  );
}
