// The frame around every page: side bar (a drawer on small screens), banners, the page itself.
import { Outlet, useNavigate, useRouteContext, useRouterState } from "@tanstack/react-router";
import { useEffect, useState, type ReactNode } from "react";
import { forgetSession } from "../data/session.js";
import { useMedia } from "../data/use-media.js";
import { LiveContext } from "../data/use-live.js";
import { IconButton } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { BrandMark } from "../parts/icon.js";
import { ConnectionBanner } from "./connection-banner.js";
import { SideBar } from "./side-bar.js";

/** When the session has ended elsewhere, everything read for it goes, and the way back is remembered. */
function useSignedOutElsewhere(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const leave = (): void => {
      const next = location.pathname + location.search;
      forgetSession();
      void navigate({ to: "/sign-in", search: { next } });
    };
    addEventListener("holdfast:signed-out", leave);
    return () => removeEventListener("holdfast:signed-out", leave);
  }, [navigate]);
}

export function Shell(): ReactNode {
  const { me, live } = useRouteContext({ from: "/shell" });
  const isWide = useMedia("(min-width: 900px)");
  const [drawer, setDrawer] = useState(false);
  const place = useRouterState({ select: (state) => state.location.href });
  useSignedOutElsewhere();
  useEffect(() => setDrawer(false), [place, isWide]);
  return (
    <LiveContext value={live}>
      <div className="shell">
        <a className="skip-link" href="#main">
          Skip to the page
        </a>
        {isWide ? (
          <SideBar me={me} />
        ) : (
          <div className="top-bar">
            <IconButton icon="menu" label="Open menu" onClick={() => setDrawer(true)} />
            <BrandMark size={24} />
            <span className="brand-name">Holdfast</span>
          </div>
        )}
        {drawer && (
          <Dialog title="Menu" place="start" hideHead onClose={() => setDrawer(false)}>
            <SideBar me={me} />
          </Dialog>
        )}
        <div className="stage">
          <ConnectionBanner />
          <main id="main" tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
    </LiveContext>
  );
}
