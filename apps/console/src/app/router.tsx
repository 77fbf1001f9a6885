// The pages and their addresses; everything but sign-in and registration needs somebody signed in.
import { HoldfastProblem } from "@holdfast/client";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { readSearch, writeSearch } from "../data/address.js";
import { activitySearchOf } from "../data/activity-search.js";
import { connectionSearchOf } from "../data/connection-search.js";
import { operationsSearchOf } from "../data/operations-search.js";
import { liveSessionOf, meQuery, queryClient, type Me } from "../data/session.js";
import { compareSearchOf, groupSearchOf } from "../data/group-search.js";
import { searchOf, tableQueryOf } from "../data/table-query.js";
import { NotFoundPage } from "../pages/not-found-page.js";
import { RecordsPage } from "../pages/records/records-page.js";
import { EntryFailure } from "./entry-failure.js";
import { PageFailure } from "./page-failure.js";
import { Shell } from "./shell.js";

const rootRoute = createRootRoute({ component: Outlet, notFoundComponent: NotFoundPage });

/** Where to go after signing in; only addresses of this console are followed. */
const nextOf = (raw: Record<string, unknown>): { readonly next?: string } => {
  const next = raw["next"];
  return typeof next === "string" && /^\/(?![/\\])/.test(next) ? { next } : {};
};

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/sign-in",
  validateSearch: nextOf,
  component: lazyRouteComponent(() => import("../pages/entry/sign-in-page.js"), "SignInPage"),
});

const registerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/register",
  validateSearch: nextOf,
  component: lazyRouteComponent(() => import("../pages/entry/register-page.js"), "RegisterPage"),
});

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/forgot-password",
  component: lazyRouteComponent(() => import("../pages/entry/forgot-password-page.js"), "ForgotPasswordPage"),
});

const resetPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/reset-password",
  component: lazyRouteComponent(() => import("../pages/entry/reset-password-page.js"), "ResetPasswordPage"),
});

const verifyEmailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/verify-email",
  component: lazyRouteComponent(() => import("../pages/entry/verify-email-page.js"), "VerifyEmailPage"),
});

/** Whoever is not signed in is led to the sign-in page, which leads back. */
async function meOrSignIn(href: string): Promise<Me> {
  try {
    return await queryClient.ensureQueryData(meQuery);
  } catch (error) {
    if (error instanceof HoldfastProblem && error.status === 401) {
      redirect({ throw: true, to: "/sign-in", search: href === "/" || href === "/records" ? {} : { next: href } });
    }
    throw error;
  }
}

const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: "shell",
  beforeLoad: async ({ location }) => {
    const me = await meOrSignIn(location.href);
    return { me, live: liveSessionOf(me) };
  },
  component: Shell,
  errorComponent: EntryFailure,
});

const homeRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/",
  beforeLoad: () => {
    redirect({ to: "/records", replace: true, throw: true });
  },
});

const recordsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/records",
  validateSearch: (raw: Record<string, unknown>) => searchOf(tableQueryOf(raw)),
  component: RecordsPage,
});

const activityRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/activity",
  validateSearch: activitySearchOf,
  component: lazyRouteComponent(() => import("../pages/activity/activity-page.js"), "ActivityPage"),
});

const connectionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/connections",
  validateSearch: connectionSearchOf,
  component: lazyRouteComponent(() => import("../pages/connections/connections-page.js"), "ConnectionsPage"),
});

const operationsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/operations",
  validateSearch: operationsSearchOf,
  component: lazyRouteComponent(() => import("../pages/operations/operations-page.js"), "OperationsPage"),
});

const sessionsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/sessions",
  component: lazyRouteComponent(() => import("../pages/sessions/sessions-page.js"), "SessionsPage"),
});

const groupsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/groups",
  component: lazyRouteComponent(() => import("../pages/groups/groups-page.js"), "GroupsPage"),
});

const groupRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/groups/$id",
  validateSearch: groupSearchOf,
  component: lazyRouteComponent(() => import("../pages/groups/group-page.js"), "GroupPage"),
});

const compareRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: "/groups/compare",
  validateSearch: compareSearchOf,
  component: lazyRouteComponent(() => import("../pages/groups/compare/compare-page.js"), "ComparePage"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    signInRoute,
    registerRoute,
    forgotPasswordRoute,
    resetPasswordRoute,
    verifyEmailRoute,
    shellRoute.addChildren([
      ...[homeRoute, recordsRoute, groupsRoute, compareRoute, groupRoute],
      ...[activityRoute, connectionsRoute, sessionsRoute, operationsRoute],
    ]),
  ]),
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: "intent",
  defaultErrorComponent: PageFailure,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
