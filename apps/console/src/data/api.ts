// The one client of this page: same origin, signed in by cookie.
import { createHoldfastClient } from "@holdfast/client";

export const api = createHoldfastClient();
