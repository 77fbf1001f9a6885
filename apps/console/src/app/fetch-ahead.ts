// What is needed just when nothing can be fetched any more: read while the page rests, and kept with its other files.

/** Resolves when all of it is here. Rejects when the network is gone already. */
export const fetchAhead = (): Promise<unknown> =>
  Promise.all([
    import("./changes/changes-panel.js"),
    import("./help-dialog.js"),
    import("../pages/records/selection-dialogs.js"),
    import("../pages/records/record/record-panel.js"),
  ]);
