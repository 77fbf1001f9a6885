// The theme that the user chose, remembered in this browser; `public/theme.js` applies it before the first paint.
import { remember } from "./remembered.js";

export type Theme = "system" | "light" | "dark";

export function currentTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  return theme === "light" || theme === "dark" ? theme : "system";
}

export function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  remember("theme", theme === "system" ? undefined : theme);
}
