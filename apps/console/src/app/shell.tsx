// The frame around every page: side bar (a drawer on small screens), banners, the page itself.
import { Outlet, useNavigate, useRouteContext, useRouterState } from "@tanstack/react-router";
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { HoldfastProvider } from "@holdfast/react";
import { forgetSession, isSigningOut } from "../data/session.js";
import { useMedia } from "../data/use-media.js";
import { LiveContext } from "../data/use-live.js";
import { useSpeaker } from "../parts/announcer.js";
import { IconButton } from "../parts/button.js";
import { Dialog } from "../parts/dialog.js";
import { BrandMark } from "../parts/icon.js";
import { ChangesHost } from "./changes/changes-host.js";
import { ConnectionBanner } from "./connection-banner.js";
import { GlobalKeys } from "./global-keys.js";
import { SideBar } from "./side-bar.js";

/** When the session has ended elsewhere, everything read for it goes, and the way back is remembered. */
function useSignedOutElsewhere(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const leave = (): void => {
      if (isSigningOut()) return;
      const next = location.pathname + location.search;
      forgetSession();
      void navigate({ to: "/sign-in", search: { next } });
    };
    addEventListener("holdfast:signed-out", leave);
    return () => removeEventListener("holdfast:signed-out", leave);
  }, [navigate]);
}

/** Following any link closes the drawer, also one that leads to where the user is already. */
function useCloseOnLink(isOpen: boolean, close: () => void): void {
  const latest = useEffectEvent(close);
  useEffect(() => {
    if (!isOpen) return undefined;
    const onClick = (event: MouseEvent): void => {
      if (event.target instanceof Element && event.target.closest("dialog a") !== null) latest();
    };
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [isOpen]);
}

/** Another page is begun at its beginning, and its title is read aloud. */
function usePageFocus(): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const seen = useRef<string>(undefined);
  const { announce } = useSpeaker();
  useEffect(() => {
    const before = seen.current;
    seen.current = path;
    // The first page is begun by the browser, at its very beginning.
    if (path === undefined || before === undefined || path === before) return;
    document.getElementById("main")?.focus({ preventScroll: true });
    announce(document.title);
  }, [path, announce]);
}

export function Shell(): ReactNode {
  const { me, live } = useRouteContext({ from: "/shell" });
  const isWide = useMedia("(min-width: 900px)");
  // The drawer belongs to the address at which it was opened: following a link closes it.
  const [drawerAt, setDrawerAt] = useState<string>();
  const place = useRouterState({ select: (state) => state.location.href });
  const stream = useSyncExternalStore(
    (listener) => live.session.subscribe(listener),
    () => live.session.streamState(),
  );
  useSignedOutElsewhere();
  usePageFocus();
  const close = (): void => setDrawerAt(undefined);
  const isDrawerOpen = !isWide && drawerAt === place;
  useCloseOnLink(isDrawerOpen, close);
  return (
    <HoldfastProvider session={live.session}>
      <LiveContext value={live}>
        <div className="shell" data-stream={stream}>
          <a className="skip-link" href="#main">
            Skip to the page
          </a>
          {isWide ? (
            <SideBar me={me} />
          ) : (
            <header className="top-bar">
              <IconButton icon="menu" label="Open menu" onClick={() => setDrawerAt(place)} />
              <BrandMark size={24} />
              <span className="brand-name">Holdfast</span>
            </header>
          )}
          <GlobalKeys />
          <ChangesHost />
          {isDrawerOpen && (
            <Dialog title="Menu" place="start" hideHead onClose={close}>
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
    </HoldfastProvider>
  );
}
