// Starts the console.
import "./app/styles.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { keepFiles } from "./app/keep-files.js";
import { router } from "./app/router.js";
import { queryClient } from "./data/session.js";
import { SpeakerProvider } from "./parts/announcer.js";

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <SpeakerProvider>
          <RouterProvider router={router} />
        </SpeakerProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}

if (import.meta.env.PROD) keepFiles();
