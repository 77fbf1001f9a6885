// Applies the remembered theme before the first paint; a file of its own because the content security policy allows no inline script.
try {
  const theme = localStorage.getItem("holdfast.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (error) {
  // Storage is switched off: the system's theme is used.
}
