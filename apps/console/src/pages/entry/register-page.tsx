// Making an account, which also signs in.
import { Link, useRouter, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../../data/api.js";
import { signedIn } from "../../data/session.js";
import { EntryCard } from "./entry-card.js";

export function RegisterPage(): ReactNode {
  const search = useSearch({ from: "/register" });
  const router = useRouter();
  return (
    <EntryCard
      title="Create an account"
      action="Create account"
      asks="both"
      passwordKind="new-password"
      passwordHint="At least 10 characters; a few words make a good one."
      shortestPassword={10}
      submit={async (form) => {
        signedIn(await api.call("register", { body: form }));
        router.history.push(search.next ?? "/records");
      }}
      other={
        <>
          Have an account?{" "}
          <Link to="/sign-in" search={search}>
            Sign in
          </Link>
        </>
      }
    />
  );
}
