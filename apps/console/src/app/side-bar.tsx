// The side bar: the pages, the groups, the account.
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Me } from "../data/session.js";
import { BrandMark, Icon, type IconName } from "../parts/icon.js";
import { AccountMenu } from "./account-menu.js";
import { GroupList } from "./group-list.js";

interface Page {
  readonly to: "/records" | "/groups" | "/activity" | "/connections" | "/sessions" | "/operations";
  readonly icon: IconName;
  readonly name: string;
}

const pages: readonly Page[] = [
  { to: "/records", icon: "records", name: "Records" },
  { to: "/groups", icon: "groups", name: "Groups" },
  { to: "/activity", icon: "activity", name: "Activity" },
  { to: "/connections", icon: "connections", name: "Connections" },
  { to: "/sessions", icon: "sessions", name: "Sessions" },
];
const operations: Page = { to: "/operations", icon: "operations", name: "Operations" };

/** Those of this person. The G key and the first letter of a name lead to its page. */
export const pagesOf = ({ account }: Me): readonly Page[] => (account.role === "admin" ? [...pages, operations] : pages);

export function SideBar({ me }: { readonly me: Me }): ReactNode {
  return (
    <aside className="side-bar">
      <div className="brand">
        <BrandMark size={26} />
        <span className="brand-name">Holdfast</span>
      </div>
      <nav aria-label="Pages" className="side-pages">
        {pagesOf(me).map(({ to, icon, name }) => (
          <Link key={to} to={to} className="side-link">
            <Icon name={icon} />
            {name}
          </Link>
        ))}
      </nav>
      <GroupList />
      <AccountMenu me={me} />
    </aside>
  );
}
